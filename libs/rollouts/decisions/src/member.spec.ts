import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyAttestation, applyVehicleStatus, type Member } from './member.js';

const NEW = 'a'.repeat(64);
const OLD = 'b'.repeat(64);
const goal = { digest: NEW, now: 5 };
const member = (state: Member['state']): Member => ({
  vin: 'LHEADWAY000000001',
  bucket: 0,
  stage: 0,
  control: false,
  state,
  reason: null,
  fromDigest: OLD,
  assignedAt: 1,
  reportedAt: null,
});

describe('a vehicle of a rollout', () => {
  it('is not healthy by a report about another digest', () => {
    expect(applyVehicleStatus(member('assigned'), { state: 'healthy', digest: OLD }, goal).state).toBe('assigned');
  });

  it('never falls back in progress when reports come twice or out of order', () => {
    const states = ['downloading', 'verified', 'installed', 'active', 'healthy'] as const;
    fc.assert(
      fc.property(fc.shuffledSubarray([...states, ...states], { minLength: 1 }), (reports) => {
        const end = reports.reduce<Member>((now, state) => applyVehicleStatus(now, { state, digest: NEW }, goal), member('assigned'));
        expect(states.indexOf(end.state as 'healthy')).toBe(Math.max(...reports.map((state) => states.indexOf(state))));
      }),
    );
  });

  it('recovers from silence when it answers late', () => {
    expect(applyVehicleStatus({ ...member('failed'), reason: 'silent' }, { state: 'healthy', digest: NEW }, goal)).toMatchObject({
      state: 'healthy',
      reason: null,
    });
  });

  it('fails when it attests another digest after it was active', () => {
    expect(applyAttestation(member('healthy'), OLD, goal)).toMatchObject({ state: 'failed', reason: 'digest-not-active' });
    expect(applyAttestation(member('verified'), OLD, goal).state).toBe('verified');
    expect(applyAttestation(member('verified'), NEW, goal).state).toBe('active');
  });

  it('has returned only when it attests what it ran before', () => {
    expect(applyAttestation(member('returning'), NEW, goal).state).toBe('returning');
    expect(applyAttestation(member('returning'), OLD, goal).state).toBe('returned');
    expect(applyVehicleStatus(member('returning'), { state: 'rejected', digest: OLD, reason: 'expired' }, goal)).toMatchObject({
      state: 'stuck',
    });
  });
});
