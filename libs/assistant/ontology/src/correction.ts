import type { Plan, SemanticFrame } from '@headway/contracts';

/**
 * What a correction means: the last thing asked for, with the zone, value or mode that the correction names in place of the former
 * one. Without a previous plan, or with nothing named, the correction itself, which asks back.
 */
export function correctedFrames(correction: SemanticFrame, previous: Plan | undefined): SemanticFrame[] {
  const last = previous?.frames.findLast((frame) => !frame.intent.startsWith('dialogue.'));
  if (!last || correction.slots.length === 0) return [correction];
  const named = new Set(correction.slots.map(({ name }) => name));
  return [
    {
      intent: last.intent,
      confidence: Math.min(last.confidence, correction.confidence),
      span: correction.span,
      slots: [...last.slots.filter(({ name }) => !named.has(name)), ...correction.slots],
    },
  ];
}
