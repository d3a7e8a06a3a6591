import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from './epoch-ms.js';

/** A record that was decided together with its cause and still has to reach the event log. */
@Entity('learning_outbox')
export class OutboxEntity {
  @PrimaryColumn('bigint')
  id!: string;

  @Column('text')
  key!: string;

  @Column('jsonb')
  record!: unknown;

  @Column(epochMs)
  at!: number;
}
