import type { KeptTurn } from '@headway/learning/feedback';
import { type EntityManager, LessThan } from 'typeorm';
import { TurnEntity } from './entities/turn.entity.js';

/** Turns that may still be corrected. Every function runs in its caller's transaction. */
export const turns = {
  /** Remembers a turn. A turn that comes again changes nothing. */
  async keep(
    manager: EntityManager,
    { vehicle, turn, receivedAt }: { vehicle: string; turn: KeptTurn; receivedAt: number },
  ): Promise<void> {
    const row = { vehicle, turn: turn.turn, corrects: turn.corrects ?? null, receivedAt, kept: turn };
    await manager.createQueryBuilder().insert().into(TurnEntity).values(row).orIgnore().execute();
  },

  async find(manager: EntityManager, vehicle: string, turn: string): Promise<KeptTurn | undefined> {
    return (await manager.findOneBy(TurnEntity, { vehicle, turn }))?.kept;
  },

  /** Turns that correct the given one and came before it, in the order of their arrival. */
  async correcting(manager: EntityManager, vehicle: string, turn: string): Promise<KeptTurn[]> {
    const rows = await manager.find(TurnEntity, { where: { vehicle, corrects: turn }, order: { receivedAt: 'ASC', turn: 'ASC' } });
    return rows.map((row) => row.kept);
  },

  /** Forgets turns that were received before a time. Returns how many. */
  async forgetBefore(manager: EntityManager, receivedAt: number): Promise<number> {
    return (await manager.delete(TurnEntity, { receivedAt: LessThan(receivedAt) })).affected ?? 0;
  },
};
