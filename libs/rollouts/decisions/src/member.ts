import type { ModelStatus } from '@headway/contracts';
import type { Place } from './cohort.js';

/**
 * Where a vehicle of a rollout stands. `failed` covers what it refused, undid, or never answered to; `postponed` was the driver's
 * choice and is neutral. `returning` and `returned` belong to a rollback.
 */
export type MemberState =
  | 'waiting'
  | 'assigned'
  | 'downloading'
  | 'verified'
  | 'installed'
  | 'active'
  | 'healthy'
  | 'postponed'
  | 'failed'
  | 'returning'
  | 'returned'
  | 'stuck';

/** One vehicle of a rollout. Times are milliseconds since the epoch on the platform's clock. */
export interface Member extends Place {
  state: MemberState;
  /** Why it failed: a reason of the vehicle, `silent`, or `digest-not-active`. */
  reason: string | null;
  /** What it ran before, and goes back to. */
  fromDigest: string | null;
  assignedAt: number | null;
  /** Last word of the vehicle about this assignment. */
  reportedAt: number | null;
}

/** What a member is asked to run. */
export interface MemberGoal {
  /** Digest of the rollout's model. */
  digest: string;
  now: number;
}

const PROGRESS: MemberState[] = ['assigned', 'downloading', 'verified', 'installed', 'active', 'healthy'];

/** States in which a vehicle still owes an answer. */
export const isPending = (state: MemberState) => state === 'returning' || (PROGRESS.includes(state) && state !== 'healthy');

const fail = <M extends Member>(member: M, reason: string, now: number): M => ({ ...member, state: 'failed', reason, reportedAt: now });

/** A vehicle's report about its assignment. Reports may come twice and out of order: progress never falls. */
export function applyVehicleStatus<M extends Member>(
  member: M,
  status: Pick<ModelStatus, 'state' | 'digest' | 'reason'>,
  goal: MemberGoal,
): M {
  const { now } = goal;
  if (member.state === 'waiting' || member.state === 'returned') return member;
  if (member.state === 'returning' || member.state === 'stuck') return applyReturn(member, status, now);
  if (status.digest !== goal.digest) return member;
  switch (status.state) {
    case 'rejected':
    case 'reverted':
      return fail(member, status.reason ?? status.state, now);
    case 'postponed':
      return member.state === 'healthy' ? member : { ...member, state: 'postponed', reason: status.reason ?? null, reportedAt: now };
    default: {
      const ahead = PROGRESS.indexOf(status.state) > PROGRESS.indexOf(member.state);
      return ahead ? { ...member, state: status.state, reason: null, reportedAt: now } : { ...member, reportedAt: now };
    }
  }
}

function applyReturn<M extends Member>(member: M, status: Pick<ModelStatus, 'state' | 'digest' | 'reason'>, now: number): M {
  if (status.digest !== member.fromDigest) return member;
  if (status.state === 'healthy' || status.state === 'active') return { ...member, state: 'returned', reason: null, reportedAt: now };
  if (status.state === 'rejected' || status.state === 'reverted')
    return { ...member, state: 'stuck', reason: status.reason ?? status.state };
  return { ...member, reportedAt: now };
}

/** A vehicle has started and attests what it runs: the truth about *active*, whatever was reported before. */
export function applyAttestation<M extends Member>(member: M, digest: string, goal: MemberGoal): M {
  const { now } = goal;
  if (member.state === 'returning' || member.state === 'stuck') {
    return digest === member.fromDigest ? { ...member, state: 'returned', reason: null, reportedAt: now } : member;
  }
  if (member.state === 'waiting') return digest === goal.digest ? member : { ...member, fromDigest: digest };
  if (member.state === 'returned') return member;
  if (digest === goal.digest) return applyVehicleStatus(member, { state: 'active', digest }, goal);
  return member.state === 'active' || member.state === 'healthy' ? fail(member, 'digest-not-active', now) : member;
}
