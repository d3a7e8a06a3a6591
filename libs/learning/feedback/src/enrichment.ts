import type { Example } from '@headway/contracts';
import { byAnalogy } from './analogy.js';
import { inCompany } from './company.js';
import { withStrangers } from './strangers.js';
import { foldUtterance } from './utterance.js';

/**
 * Makes the few phrasings that a fleet has taught into enough to learn from: other phrasings by analogy with what is known, every other one
 * with words around it that mean nothing, and each beside a known request. Nothing made equals an `excluded` text, so that what is tested stays unseen.
 */
export function enrich(
  examples: readonly Example[],
  { known, excluded }: { known: readonly Example[]; excluded: readonly string[] },
): Example[] {
  const tested = new Set(excluded.map(foldUtterance));
  const unseen = (made: Example) => !tested.has(foldUtterance(made.text));
  const more = [...examples, ...byAnalogy(examples, known).filter(unseen)];
  const everyOther = more.filter((_, i) => i % 2 === 0);
  return [...more, ...withStrangers(everyOther, known).filter(unseen), ...inCompany(more, known).filter(unseen)];
}
