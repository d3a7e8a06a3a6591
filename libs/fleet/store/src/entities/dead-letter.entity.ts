import type { DeadLetterReason, DeadLetterState } from '@headway/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './columns.js';

/** A message that no reader can use; its bytes are in `fleet_dead_letter_body` for a while, and in the event log for longer. */
@Entity('fleet_dead_letter')
export class DeadLetterEntity {
  @PrimaryColumn('int')
  partition!: number;

  @PrimaryColumn({ ...wholeNumber, name: 'log_offset' })
  offset!: number;

  @Column('text', { nullable: true })
  vin!: string | null;

  @Column('text')
  reason!: DeadLetterReason;

  @Column('text')
  detail!: string;

  @Column('text')
  topic!: string;

  @Column(wholeNumber)
  bytes!: number;

  @Column(wholeNumber)
  at!: number;

  /** Which frame it was, where that could be read. */
  @Column('uuid', { nullable: true })
  boot!: string | null;

  @Column('smallint', { nullable: true })
  stream!: number | null;

  @Column({ ...wholeNumber, nullable: true })
  seq!: number | null;

  @Column('text', { default: 'open' })
  state!: DeadLetterState;

  /** How often it was driven again. */
  @Column('int', { default: 0 })
  attempts!: number;

  /** Why it came here, when a later try has failed for another reason. */
  @Column('text', { name: 'first_reason', nullable: true })
  firstReason!: DeadLetterReason | null;

  @Column({ ...wholeNumber, name: 'tried_at', nullable: true })
  triedAt!: number | null;
}
