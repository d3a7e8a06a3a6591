import type { Evaluation, GateReport, TrainingRun } from '@headway/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from './epoch-ms.js';

/** A training run, from the queue to the registry. */
@Entity('learning_runs')
export class RunEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  dataset!: string;

  @Column('text')
  family!: TrainingRun['family'];

  @Column('text', { name: 'parent_digest' })
  parentDigest!: string;

  @Column('text')
  state!: TrainingRun['state'];

  @Column('jsonb')
  progress!: TrainingRun['progress'];

  @Column('jsonb', { nullable: true })
  gate!: GateReport | null;

  @Column('jsonb', { nullable: true })
  evaluation!: Record<string, Evaluation> | null;

  @Column('text', { nullable: true })
  model!: string | null;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column({ ...epochMs, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMs, name: 'updated_at' })
  updatedAt!: number;
}
