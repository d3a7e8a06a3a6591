import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './columns.js';

/** How many turns went a certain way; kept when the turns themselves are forgotten. */
@Entity('fleet_turn_count')
export class TurnCountEntity {
  @PrimaryColumn('text', { name: 'answered_by' })
  answeredBy!: string;

  @PrimaryColumn('text')
  outcome!: string;

  @PrimaryColumn('text')
  language!: string;

  @PrimaryColumn('boolean')
  late!: boolean;

  @Column(wholeNumber)
  count!: number;
}
