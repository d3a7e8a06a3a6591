import type { DeadLetterReason } from '@headway/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './columns.js';

/** A message that no reader can use; its bytes stay in the event log. */
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
}
