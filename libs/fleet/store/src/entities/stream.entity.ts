import type { LossCounts } from '@headway/contracts';
import type { Losses, Settled } from '@headway/telemetry/ledger';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './columns.js';

/** The ledger of one (vehicle, boot, stream). */
@Entity('fleet_stream')
export class StreamEntity {
  @PrimaryColumn('text')
  vin!: string;

  @PrimaryColumn('uuid')
  boot!: string;

  @PrimaryColumn('smallint')
  stream!: number;

  @Column(wholeNumber)
  head!: number;

  @Column('jsonb')
  stored!: [number, number][];

  @Column('jsonb', { name: 'lost_by' })
  lost!: Losses;

  /** How many are lost for each reason. */
  @Column('jsonb', { name: 'lost_counts' })
  lostBy!: LossCounts;

  /** The beginning of the stream of which only counts are kept. */
  @Column('jsonb', { nullable: true })
  settled!: Settled | null;

  @Column({ ...wholeNumber, name: 'stored_count' })
  storedCount!: number;

  @Column({ ...wholeNumber, name: 'lost_count' })
  lostCount!: number;

  @Column('boolean')
  closed!: boolean;

  /** Frames whose effect was applied: one more than stored would be a visible duplicate. */
  @Column(wholeNumber)
  applied!: number;

  /** Repetitions that were left out. */
  @Column(wholeNumber)
  dropped!: number;

  /** When to ask for the gaps (again); null while nothing is missing. */
  @Column({ ...wholeNumber, name: 'ask_at', nullable: true })
  askAt!: number | null;

  @Column('int', { name: 'ask_attempts' })
  askAttempts!: number;

  /** Since when the oldest missing number is missing, and when it was first asked for. */
  @Column({ ...wholeNumber, name: 'gap_since', nullable: true })
  gapSince!: number | null;

  @Column({ ...wholeNumber, name: 'asked_since', nullable: true })
  askedSince!: number | null;

  /** Earliest time that the boot's messages name. */
  @Column({ ...wholeNumber, name: 'started_at', nullable: true })
  startedAt!: number | null;
}
