import type { CohortFilter, ModelStatus, TurnFinished, VehicleEvent } from '@headway/contracts';
import { applyAttestation, applyVehicleStatus, placeLate } from '@headway/rollouts/decisions';
import {
  addTurns,
  AssignmentEntity,
  currentModel,
  findModelByDigest,
  LIVE_STATES,
  MemberEntity,
  ReleaseEntity,
  RolloutEntity,
  saveMembers,
  type TurnEntity,
  VehicleEntity,
} from '@headway/rollouts/store';
import { type EntityManager, In } from 'typeorm';
import type { Director } from './director.js';
import { waitingMember } from './rollout-engine.js';
import type { RolloutsOptions } from './rollouts-options.js';

/** One event of a vehicle. */
export interface ReportedEvent {
  vin: string;
  event: VehicleEvent;
}

/** Everything that the events of a batch can touch. */
interface Scene {
  manager: EntityManager;
  now: number;
  vehicles: Map<string, VehicleEntity>;
  rollouts: Map<string, RolloutEntity>;
  members: Map<string, MemberEntity[]>;
  changed: Set<MemberEntity>;
  turns: TurnEntity[];
}

/** What vehicles say about the models they run: which is active, how an assignment goes, how turns end. */
export class VehicleProgress {
  constructor(private readonly parts: { options: RolloutsOptions; director: Director }) {}

  /** Applies events in order, in the caller's transaction. An event that comes again changes nothing more. */
  async apply(manager: EntityManager, events: readonly ReportedEvent[]): Promise<void> {
    const relevant = events.filter(({ event }) => ['boot.started', 'model.status', 'turn.finished'].includes(event.type));
    if (relevant.length === 0) return;
    const scene = await this.load(manager, [...new Set(relevant.map(({ vin }) => vin))]);
    for (const { vin, event } of relevant) {
      if (event.type === 'boot.started') await this.booted(scene, vin, event);
      if (event.type === 'model.status') await this.reported(scene, vin, event);
      if (event.type === 'turn.finished') this.turned(scene, vin, event);
    }
    await saveMembers(manager, [...scene.changed]);
    await addTurns(manager, scene.turns);
  }

  /** Locks the live rollouts: a decision and these events come one after the other. */
  private async load(manager: EntityManager, vins: string[]): Promise<Scene> {
    const live = await manager.find(RolloutEntity, {
      where: { state: In(LIVE_STATES) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const vehicles = await manager.find(VehicleEntity, { where: { vin: In(vins) } });
    const members = await manager.find(MemberEntity, { where: { vin: In(vins) } });
    const others = [...new Set(members.map((member) => member.rollout))].filter((id) => !live.some((rollout) => rollout.id === id));
    const past = others.length > 0 ? await manager.find(RolloutEntity, { where: { id: In(others) } }) : [];
    const byVin = new Map<string, MemberEntity[]>();
    for (const member of members) byVin.set(member.vin, [...(byVin.get(member.vin) ?? []), member]);
    return {
      manager,
      now: this.parts.options.clock.epochMs(),
      vehicles: new Map(vehicles.map((vehicle) => [vehicle.vin, vehicle])),
      rollouts: new Map([...live, ...past].map((rollout) => [rollout.id, rollout])),
      members: byVin,
      changed: new Set(),
      turns: [],
    };
  }

  private async booted(scene: Scene, vin: string, event: Extract<VehicleEvent, { type: 'boot.started' }>): Promise<void> {
    const { version, digest } = event.model;
    if (!(await attest(scene, vin, { version, digest, at: event.at }))) return;
    this.change(scene, vin, (member, goal) => applyAttestation(member, digest, goal));
    await this.joinLate(scene, vin);
    await this.remind(scene, vin);
  }

  private async reported(scene: Scene, vin: string, status: ModelStatus): Promise<void> {
    if (status.state === 'active' || status.state === 'healthy') await attest(scene, vin, status);
    const undone: string[] = [];
    this.change(scene, vin, (member, goal) => {
      if (status.assignment === undefined || member.assignment !== status.assignment) return member;
      if (status.state === 'reverted' && member.fromDigest) undone.push(member.fromDigest);
      return applyVehicleStatus(member, status, goal);
    });
    const former = undone[0] ? await findModelByDigest(scene.manager, undone[0]) : null;
    if (former) await attest(scene, vin, { version: former.version, digest: former.digest, at: status.at });
  }

  /** Counts a turn for the arm of its vehicle: the new model's, or the control group's old one's. */
  private turned(scene: Scene, vin: string, event: TurnFinished): void {
    for (const member of scene.members.get(vin) ?? []) {
      const rollout = scene.rollouts.get(member.rollout);
      if (rollout?.state !== 'running') continue;
      const candidate = event.vehicleModelVersion === rollout.record.version && member.state !== 'waiting';
      const control = member.control && member.state === 'waiting';
      if (!candidate && !control) continue;
      scene.turns.push({
        rollout: rollout.id,
        vin,
        turn: event.turn,
        candidate,
        fallback: event.answeredBy !== 'vehicle' || event.outcome === 'not-understood',
        correction: event.corrects !== undefined,
      });
    }
  }

  /** Changes the members that speak about the vehicle's present assignment, or wait for one. */
  private change(scene: Scene, vin: string, change: (member: MemberEntity, goal: { digest: string; now: number }) => MemberEntity): void {
    const current = scene.vehicles.get(vin)?.assignment ?? null;
    const members = (scene.members.get(vin) ?? []).map((member) => {
      const rollout = scene.rollouts.get(member.rollout);
      if (!rollout || (member.assignment !== null && member.assignment !== current)) return member;
      const next = change(member, { digest: rollout.record.digest, now: scene.now });
      if (next === member) return member;
      scene.changed.delete(member);
      scene.changed.add(next);
      return next;
    });
    scene.members.set(vin, members);
  }

  /** A vehicle that turns up after the cohort was formed gets a place in the rollout under way, or what the last one has released. */
  private async joinLate(scene: Scene, vin: string): Promise<void> {
    const vehicle = scene.vehicles.get(vin)!;
    const isMember = (rollout: RolloutEntity) => (scene.members.get(vin) ?? []).some((member) => member.rollout === rollout.id);
    const running = [...scene.rollouts.values()].find((rollout) => rollout.state === 'running');
    if (running) {
      const place = placeLate(
        vin,
        running.salt,
        running.record.stages.map((stage) => stage.percent),
      );
      if (!place || isMember(running) || !admits(running.filter, vehicle)) return;
      return this.join(scene, { ...waitingMember(running.id), ...place, fromDigest: vehicle.digest });
    }
    const hasLive = [...scene.rollouts.values()].some((rollout) => LIVE_STATES.includes(rollout.state));
    const released = hasLive ? null : await currentModel(scene.manager, 'vehicle');
    if (!released || released.digest === vehicle.digest) return;
    const last = await scene.manager.findOne(RolloutEntity, {
      where: { model: released.id, state: 'complete' },
      order: { updatedAt: 'DESC' },
    });
    if (!last?.releaseCounter || isMember(last) || !admits(last.filter, vehicle)) return;
    const stage = last.record.stages.length - 1;
    const place = placeLate(vin, last.salt, [100])!;
    const member: MemberEntity = {
      ...waitingMember(last.id),
      ...place,
      stage,
      state: 'assigned',
      assignedAt: scene.now,
      fromDigest: vehicle.digest,
    };
    const release = await scene.manager.findOneByOrFail(ReleaseEntity, { family: 'vehicle', counter: last.releaseCounter });
    const [assigned] = await this.parts.director.assign(scene.manager, [member], { model: released, release });
    vehicle.assignment = assigned!.assignment;
    scene.rollouts.set(last.id, last);
    return this.join(scene, assigned!);
  }

  private join(scene: Scene, member: MemberEntity): void {
    scene.members.set(member.vin, [...(scene.members.get(member.vin) ?? []), member]);
    scene.changed.add(member);
  }

  /** A vehicle that has started with another model than assigned may have missed its assignment. */
  private async remind(scene: Scene, vin: string): Promise<void> {
    const { assignment, digest } = scene.vehicles.get(vin)!;
    if (!assignment) return;
    const row = await scene.manager.findOneBy(AssignmentEntity, { id: assignment });
    if (row && row.signed.signed.digest !== digest) await this.parts.director.repeat(scene.manager, [assignment]);
  }
}

/** Notes what a vehicle says it runs; false when it has said something newer before. */
async function attest(
  { manager, vehicles }: Scene,
  vin: string,
  { version, digest, at }: { version: string; digest: string; at: number },
): Promise<boolean> {
  const before = vehicles.get(vin);
  if (before && at < before.attestedAt) return false;
  const vehicle = { vin, version, digest, attestedAt: at, assignment: before?.assignment ?? null };
  vehicles.set(vin, vehicle);
  await manager.upsert(VehicleEntity, { vin, version, digest, attestedAt: at }, ['vin']);
  return true;
}

const admits = ({ vins, fromVersions }: CohortFilter, vehicle: VehicleEntity) =>
  (vins === undefined || vins.includes(vehicle.vin)) && (fromVersions === undefined || fromVersions.includes(vehicle.version));
