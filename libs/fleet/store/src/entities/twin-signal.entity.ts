import type { SignalValue } from '@headway/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './columns.js';

/** Newest value of one signal of a vehicle, with its place in the vehicle's history. */
@Entity('fleet_twin')
export class TwinSignalEntity {
  @PrimaryColumn('text')
  vin!: string;

  @PrimaryColumn(wholeNumber)
  signal!: number;

  @Column('jsonb')
  value!: SignalValue;

  @Column({ ...wholeNumber, name: 'at_ms' })
  atMs!: number;

  @Column({ ...wholeNumber, name: 'start_ms' })
  startMs!: number;

  @Column('uuid')
  boot!: string;

  @Column(wholeNumber)
  seq!: number;
}
