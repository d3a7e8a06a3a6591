import { sha256Schema } from '@headway/contracts';
import { z } from 'zod';

/** Where a model can stand: the one the car was made with, which is never overwritten, or one of two slots. */
export const placeSchema = z.enum(['factory', 'a', 'b']);
export type SlotPlace = z.infer<typeof placeSchema>;

/** What a slot holds and who asked for it. */
export const slotContentSchema = z.object({
  digest: sha256Schema,
  version: z.string(),
  releaseCounter: z.number().int().nonnegative(),
  assignment: z.string().nullable(),
  rollout: z.string().nullable(),
});
export type SlotContent = z.infer<typeof slotContentSchema>;

/** A switch that was undone. */
export const reversionSchema = z.object({ content: slotContentSchema, reason: z.string(), detail: z.string() });
export type Reversion = z.infer<typeof reversionSchema>;

/** The pointer file: which model runs, which one ran before, and whether the new one has proved itself. */
export const slotStateSchema = z.object({
  schema: z.literal('headway.slots/1'),
  active: placeSchema,
  previous: placeSchema.nullable(),
  a: slotContentSchema.nullable(),
  b: slotContentSchema.nullable(),
  confirmed: z.boolean(),
  /** Crashes since the last proof of health. */
  crashes: z.number().int().nonnegative(),
  /** Starts of the agent since the switch, while unconfirmed. */
  starts: z.number().int().nonnegative(),
  /** The last switch that was undone, until another one succeeds. */
  reversion: reversionSchema.nullable(),
});
export type SlotState = z.infer<typeof slotStateSchema>;

export const FRESH_STATE: SlotState = {
  schema: 'headway.slots/1',
  active: 'factory',
  previous: null,
  a: null,
  b: null,
  confirmed: true,
  crashes: 0,
  starts: 0,
  reversion: null,
};

/** The slot to write next: never the active one, and rather not the one to fall back to. */
export function idleSlot({ active, previous, a }: SlotState): 'a' | 'b' {
  if (active === 'a') return 'b';
  if (active === 'b') return 'a';
  return previous === 'a' || (previous === null && a !== null) ? 'b' : 'a';
}

/** State after the active model has been given up; unchanged when there is nothing to go back to. */
export function revertedState(state: SlotState, factory: SlotContent, why: { reason: string; detail: string }): SlotState {
  if (state.active === 'factory') return { ...state, crashes: 0 };
  const content = state[state.active] ?? factory;
  return {
    ...state,
    active: state.previous ?? 'factory',
    previous: null,
    [state.active]: null,
    confirmed: true,
    crashes: 0,
    starts: 0,
    reversion: { content, ...why },
  };
}
