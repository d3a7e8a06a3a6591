import type { VehicleTurn } from '@headway/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './columns.js';

/** One of the last turns. */
@Entity('fleet_turn')
export class TurnEntity {
  @PrimaryColumn('text')
  vin!: string;

  @PrimaryColumn('text')
  turn!: string;

  @Column(wholeNumber)
  at!: number;

  @Column('text', { name: 'answered_by' })
  answeredBy!: string;

  @Column('text')
  outcome!: string;

  @Column('jsonb')
  body!: VehicleTurn;
}
