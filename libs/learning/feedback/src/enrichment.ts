import type { Example } from '@headway/contracts';
import { byAnalogy } from './analogy.js';
import { withStrangers } from './strangers.js';
import { foldUtterance } from './utterance.js';

/**
 * Makes the few phrasings that a fleet has taught into enough to learn from: other phrasings by analogy with what is known, and each with
 * words around it that mean nothing. Nothing made equals an `excluded` text, so that what is tested stays unseen.
 */
export function enrich(
  examples: readonly Example[],
  { known, excluded }: { known: readonly Example[]; excluded: readonly string[] },
): Example[] {
  const tested = new Set(excluded.map(foldUtterance));
  const unseen = (made: Example) => !tested.has(foldUtterance(made.text));
  const more = [...examples, ...byAnalogy(examples, known).filter(unseen)];
  return [...more, ...withStrangers(more, known).filter(unseen)];
}
