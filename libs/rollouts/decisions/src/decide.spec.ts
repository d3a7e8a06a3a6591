import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planMembership } from './cohort.js';
import { decideRollout } from './decide.js';
import { DEFAULT_STAGES } from './default-stages.js';
import { applyEffect } from './effects.js';
import type { Evidence } from './evidence.js';
import { applyVehicleStatus, type Member, type MemberState } from './member.js';
import { draftRollout, type RolloutEvent, type RolloutRecord, RolloutTransitionError } from './rollout.js';

const NEW = 'a'.repeat(64);
const OLD = 'b'.repeat(64);

/** A rollout with its vehicles, driven as the service drives it. */
class Fleet {
  now = 1_000_000;
  rollout: RolloutRecord;
  members: Member[];
  candidate = { turns: 0, fallbacks: 0, corrections: 0 };
  control = { turns: 0, fallbacks: 0, corrections: 0 };
  effects: string[] = [];

  constructor(size = 20, rollbackAfterMs: number | null = 30_000) {
    const stages = [...DEFAULT_STAGES];
    this.rollout = draftRollout({ digest: NEW, version: '2', stages, rollbackAfterMs });
    const vins = Array.from({ length: size }, (_, index) => `LHEADWAY${String(index).padStart(9, '0')}`);
    const places = planMembership({ vins, salt: 'salt', percents: stages.map((stage) => stage.percent), controlPercent: 10 });
    this.members = places.map((place) => ({
      ...place,
      state: 'waiting',
      reason: null,
      fromDigest: OLD,
      assignedAt: null,
      reportedAt: null,
    }));
  }

  get evidence(): Evidence {
    return { members: this.members, candidate: { ...this.candidate }, control: { ...this.control } };
  }

  take(event: RolloutEvent): this {
    const outcome = decideRollout(this.rollout, event);
    this.rollout = outcome.state;
    for (const effect of outcome.effects) {
      this.members = applyEffect(this.members, effect, this.now);
      this.effects.push(effect.type);
    }
    return this;
  }

  approve = () => this.take({ type: 'approve', now: this.now, by: 'anna' });

  tick(ms = 1_000): this {
    this.now += ms;
    return this.take({ type: 'tick', now: this.now, evidence: this.evidence });
  }

  report(which: (member: Member) => boolean, state: 'healthy' | 'rejected' | 'postponed' | 'downloading' | 'reverted', digest = NEW): this {
    this.members = this.members.map((member) =>
      which(member) ? applyVehicleStatus(member, { state, digest }, { digest: NEW, now: this.now }) : member,
    );
    return this;
  }

  turns(candidate: [number, number], control: [number, number]): this {
    this.candidate = { ...this.candidate, turns: this.candidate.turns + candidate[0], fallbacks: this.candidate.fallbacks + candidate[1] };
    this.control = { ...this.control, turns: this.control.turns + control[0], fallbacks: this.control.fallbacks + control[1] };
    return this;
  }

  count = (state: MemberState) => this.members.filter((member) => member.state === state).length;
  get last() {
    return this.rollout.decisions.at(-1)!;
  }
}

const assigned = (member: Member) => member.state === 'assigned';

describe('a rollout', () => {
  it('goes from approval through canary and stages to complete, and keeps the numbers of every decision', () => {
    const fleet = new Fleet().approve().tick();
    expect(fleet.rollout.state).toBe('running');
    expect(fleet.count('assigned')).toBe(2);
    for (const size of [2, 10, 20]) {
      expect(fleet.members.filter((member) => member.state !== 'waiting')).toHaveLength(size);
      fleet.report(assigned, 'healthy').turns([10, 1], [10, 1]).tick(6_000);
    }
    expect(fleet.rollout.state).toBe('complete');
    expect(fleet.rollout.stageStates).toEqual(['passed', 'passed', 'passed']);
    expect(fleet.effects).toContain('release');
    const promotions = fleet.rollout.decisions.filter((decision) => decision.outcome === 'promote' || decision.outcome === 'complete');
    for (const decision of promotions) expect(decision.numbers).toMatchObject({ failed: 0 });
    expect(fleet.last.numbers).toMatchObject({ vehicles: 20, healthy: 20, candidateTurns: 30 });
  });

  it('holds the control group back until the last stage', () => {
    const fleet = new Fleet().approve().tick();
    fleet.report(assigned, 'healthy').turns([10, 0], [10, 0]).tick(6_000);
    expect(fleet.members.filter((member) => member.control && member.state !== 'waiting')).toHaveLength(0);
  });

  it('never promotes without data, however long it waits', () => {
    const fleet = new Fleet().approve().tick().report(assigned, 'postponed');
    for (let hour = 0; hour < 100; hour++) fleet.tick(3_600_000);
    expect(fleet.rollout.state).toBe('running');
    expect(fleet.rollout.currentStage).toBe(0);
    expect(fleet.last).toMatchObject({ outcome: 'wait', rule: 'min-exposure' });
  });

  it('counts a driver who postpones neither as success nor as failure', () => {
    const fleet = new Fleet().approve().tick();
    fleet.report(assigned, 'healthy').turns([10, 0], [10, 0]).tick(6_000);
    const [first] = fleet.members.filter(assigned);
    fleet
      .report((member) => member.vin === first?.vin, 'postponed')
      .report(assigned, 'healthy')
      .turns([10, 0], [10, 0])
      .tick(6_000);
    expect(fleet.rollout.currentStage).toBe(2);
    expect(fleet.rollout.decisions.filter((decision) => decision.outcome === 'promote').at(-1)?.numbers).toMatchObject({
      failed: 0,
      postponed: 1,
    });
  });

  it('takes silence past the deadline for failure and halts', () => {
    const fleet = new Fleet().approve().tick();
    const [mute] = fleet.members.filter(assigned);
    fleet.report((member) => member.vin !== mute?.vin && assigned(member), 'healthy').tick(60_000);
    expect(fleet.rollout.state).toBe('running');
    fleet.tick(16 * 60_000);
    expect(fleet.rollout.state).toBe('halted');
    expect(fleet.last).toMatchObject({ outcome: 'halt', rule: 'failure-share', numbers: { silent: 1 } });
    expect(fleet.members.find((member) => member.vin === mute?.vin)).toMatchObject({ state: 'failed', reason: 'silent' });
  });

  it('halts on failing vehicles, rolls back after the grace time and ends when every vehicle has returned', () => {
    const fleet = new Fleet().approve().tick().report(assigned, 'rejected').tick();
    expect(fleet.rollout).toMatchObject({ state: 'halted', haltedBy: 'rule' });
    fleet.tick(10_000);
    expect(fleet.rollout.state).toBe('halted');
    fleet.tick(20_000);
    expect(fleet.rollout.state).toBe('rolling-back');
    expect(fleet.count('returning')).toBe(2);
    fleet.report((member) => member.state === 'returning', 'healthy', NEW).tick();
    expect(fleet.rollout.state).toBe('rolling-back');
    fleet.report((member) => member.state === 'returning', 'healthy', OLD).tick();
    expect(fleet.rollout.state).toBe('rolled-back');
    expect(fleet.last.numbers).toMatchObject({ returned: 2, open: 0, untouched: 18 });
  });

  it('halts a model that is understood worse than the control, and says by how much', () => {
    const fleet = new Fleet().approve().tick().report(assigned, 'healthy').tick();
    for (let round = 0; round < 20 && fleet.rollout.state === 'running'; round++)
      fleet.turns([5, 3], [5, round % 4 === 0 ? 1 : 0]).tick(100);
    expect(fleet.rollout.state).toBe('halted');
    expect(fleet.last.rule).toBe('fallback-regression');
    expect(fleet.last.numbers['fallbackEvidence']).toBeGreaterThanOrEqual(100);
  });

  it('goes on after an operator resumes, and gives failed vehicles another try', () => {
    const fleet = new Fleet().approve().tick().report(assigned, 'rejected').tick();
    fleet.take({ type: 'resume', now: fleet.now, by: 'anna', evidence: fleet.evidence });
    expect(fleet.rollout.state).toBe('running');
    expect(fleet.tick().count('assigned')).toBe(2);
    expect(fleet.tick().rollout.state).toBe('running');
  });

  it("leaves an operator's halt alone until the operator acts", () => {
    const fleet = new Fleet().approve().tick();
    fleet.take({ type: 'halt', now: fleet.now, by: 'anna', reason: 'public holiday' }).tick(10 * 86_400_000);
    expect(fleet.rollout.state).toBe('halted');
  });

  it('refuses events that its state does not allow', () => {
    const fleet = new Fleet();
    expect(() => fleet.take({ type: 'resume', now: 0, by: 'anna', evidence: fleet.evidence })).toThrow(RolloutTransitionError);
    expect(() => fleet.approve().approve()).toThrow('a rollout that is approved does not take approve');
  });
});

const step = fc.oneof(
  fc.record({ kind: fc.constant('tick' as const), ms: fc.integer({ min: 1, max: 1_000_000 }) }),
  fc.record({
    kind: fc.constant('report' as const),
    pick: fc.nat(19),
    state: fc.constantFrom('healthy', 'rejected', 'postponed', 'downloading', 'reverted'),
  }),
  fc.record({
    kind: fc.constant('turns' as const),
    ours: fc.nat(20),
    theirs: fc.nat(20),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({ kind: fc.constant('halt' as const) }),
  fc.record({ kind: fc.constant('resume' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function play(fleet: Fleet, action: Step): void {
  const operator = { now: fleet.now, by: 'anna' };
  if (action.kind === 'tick') fleet.tick(action.ms);
  if (action.kind === 'report') fleet.report((member) => member.vin === fleet.members[action.pick]?.vin, action.state as 'healthy');
  if (action.kind === 'turns') fleet.turns([action.ours, Math.floor(action.ours * action.share)], [action.theirs, 0]);
  if (action.kind === 'halt' && fleet.rollout.state === 'running') fleet.take({ type: 'halt', ...operator, reason: 'test' });
  if (action.kind === 'resume' && fleet.rollout.state === 'halted') fleet.take({ type: 'resume', ...operator, evidence: fleet.evidence });
}

describe('whatever happens', () => {
  it('a stage is passed only with enough healthy vehicles and turns, and a halt ends only by an operator or a rollback', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (actions) => {
        const fleet = new Fleet().approve();
        for (const action of actions) {
          const before = fleet.rollout;
          play(fleet, action);
          const after = fleet.rollout;
          if (before.state === 'halted' && action.kind !== 'resume') expect(['halted', 'rolling-back']).toContain(after.state);
          if (before.state === 'rolling-back') expect(['rolling-back', 'rolled-back']).toContain(after.state);
          if (
            after.stageStates.filter((state) => state === 'passed').length > before.stageStates.filter((state) => state === 'passed').length
          ) {
            const stage = DEFAULT_STAGES[before.currentStage!]!;
            expect(fleet.count('healthy')).toBeGreaterThanOrEqual(1);
            expect(fleet.candidate.turns - before.stageTurnsBefore).toBeGreaterThanOrEqual(stage.minTurns);
            expect(fleet.now - before.stageStartedAt!).toBeGreaterThanOrEqual(stage.soakMs);
          }
        }
      }),
    );
  });

  it('a replay of the same events decides the same', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (actions) => {
        const runs = [new Fleet().approve(), new Fleet().approve()];
        for (const fleet of runs) for (const action of actions) play(fleet, action);
        expect(runs[1]?.rollout).toEqual(runs[0]?.rollout);
        expect(JSON.parse(JSON.stringify(runs[0]?.rollout))).toEqual(runs[0]?.rollout);
      }),
    );
  });
});
