import { z } from 'zod';
import { signalValueSchema } from '../assistant/plan.js';
import { epochMsSchema, vinSchema } from '../identity.js';

const LONGEST_PATH = 256;
const LONGEST_TEXT = 256;
const LONGEST_REASON = 200;

/** Identifier of a command. */
export const commandIdSchema = z.uuid();

const commandValueSchema = z.union([z.boolean(), z.number(), z.string().max(LONGEST_TEXT)]);

/**
 * `down/command`: write an actuator. QoS 1, never retained; the platform sends it again until the vehicle answers or it expires.
 * Both times are the platform's clock.
 */
export const vehicleCommandSchema = z.object({
  id: commandIdSchema,
  issuedAt: epochMsSchema,
  expiresAt: epochMsSchema,
  path: z.string().min(1).max(LONGEST_PATH),
  value: commandValueSchema,
});
export type VehicleCommand = z.infer<typeof vehicleCommandSchema>;

/** How a command can end in the vehicle. */
export const commandOutcomeSchema = z.enum(['executed', 'refused', 'expired', 'failed']);
export type CommandOutcome = z.infer<typeof commandOutcomeSchema>;

/** What became of a command in the vehicle. Repetitions say the same. */
export const commandStatusSchema = z.object({
  type: z.literal('command.status'),
  at: epochMsSchema,
  id: commandIdSchema,
  state: z.enum(['received', ...commandOutcomeSchema.options]),
  /** The rule that refused, or what went wrong, e.g. `allow-list`, `standing-only.unlock`, `actuator-failed`. */
  reason: z.string().max(LONGEST_REASON).optional(),
  /** What the actuator was read back at. */
  value: signalValueSchema.optional(),
});
export type CommandStatus = z.infer<typeof commandStatusSchema>;

const LONGEST_LIFE_MS = 7 * 86_400_000;

/** `POST /v1/vehicles/{vin}/commands`. */
export const commandRequestSchema = z.object({
  /** VSS path of an actuator. */
  path: z.string().min(1).max(LONGEST_PATH),
  /** In the catalogue's unit. */
  value: commandValueSchema,
  /** How long the command is worth anything. */
  expiresInMs: z.number().int().min(1_000).max(LONGEST_LIFE_MS).default(60_000),
  /** A second request of a vehicle with the same key gives the command of the first. Also header `Idempotency-Key`. */
  idempotencyKey: z.string().min(1).max(128).optional(),
  /** The caller has asked: needed where the cockpit would ask the driver first, e.g. to unlock. */
  confirmed: z.boolean().default(false),
});
export type CommandRequest = z.infer<typeof commandRequestSchema>;

/**
 * `queued`: not handed to the broker yet; `sent`: handed to it, again and again until the vehicle answers; `received`: the vehicle has it.
 * The others are final, except that the vehicle's word replaces an `expired`, `failed` or `cancelled` that was only presumed.
 */
export const commandStateSchema = z.enum(['queued', 'sent', 'received', ...commandOutcomeSchema.options, 'cancelled']);
export type CommandState = z.infer<typeof commandStateSchema>;

/** `GET /v1/vehicles/{vin}/commands/{id}`. Times are the platform's clock. */
export const commandSchema = z.object({
  id: commandIdSchema,
  vin: vinSchema,
  path: z.string(),
  value: signalValueSchema,
  state: commandStateSchema,
  reason: z.string().nullable(),
  /** What the vehicle has read back. */
  readBack: signalValueSchema.nullable(),
  issuedAt: epochMsSchema,
  expiresAt: epochMsSchema,
  /** How often it was handed to the broker. */
  attempts: z.number().int().nonnegative(),
  /** When each state was reached, in the order of time. */
  steps: z.array(z.object({ state: commandStateSchema, at: epochMsSchema, reason: z.string().nullable() })),
  idempotencyKey: z.string().nullable(),
});
export type Command = z.infer<typeof commandSchema>;
