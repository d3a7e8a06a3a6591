import type { Member } from './member.js';
import type { RolloutEffect } from './rollout.js';

/** What an effect means for the vehicles it names. Carrying it out twice changes nothing more. */
export function applyEffect<M extends Member>(members: readonly M[], effect: RolloutEffect, now: number): M[] {
  if (effect.type === 'release' || effect.type === 'notify') return [...members];
  const named = new Set(effect.vins);
  return members.map((member) => (named.has(member.vin) ? applyToMember(member, effect.type, now) : member));
}

function applyToMember<M extends Member>(member: M, effect: 'assign' | 'expire' | 'retry' | 'rollback', now: number): M {
  switch (effect) {
    case 'assign':
      return member.state === 'waiting' ? { ...member, state: 'assigned', assignedAt: now, reportedAt: null, reason: null } : member;
    case 'expire':
      return { ...member, state: 'failed', reason: 'silent' };
    case 'retry':
      return member.state === 'failed' ? { ...member, state: 'waiting', assignedAt: null, reportedAt: null, reason: null } : member;
    case 'rollback':
      return { ...member, state: 'returning', assignedAt: now, reportedAt: null, reason: null };
  }
}
