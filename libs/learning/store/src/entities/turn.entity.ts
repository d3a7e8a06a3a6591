import type { KeptTurn } from '@headway/learning/feedback';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from './epoch-ms.js';

/** A finished turn that its driver lets us learn from, for as long as a correction or an action by hand may refer to it. */
@Entity('learning_turns')
export class TurnEntity {
  /** Pseudonym of the vehicle. */
  @PrimaryColumn('text')
  vehicle!: string;

  @PrimaryColumn('text')
  turn!: string;

  /** The turn that this one corrects. */
  @Column('text', { nullable: true })
  corrects!: string | null;

  /** When the event log took it: vehicles' clocks may be wrong. */
  @Column({ ...epochMs, name: 'received_at' })
  receivedAt!: number;

  @Column('jsonb')
  kept!: KeptTurn;
}
