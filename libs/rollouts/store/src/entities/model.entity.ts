import type { GateReport, ModelCard, ModelVersion } from '@headway/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from './epoch-ms.js';

/** A registered model file. */
@Entity('rollouts_models')
export class ModelEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  family!: ModelVersion['family'];

  @Column('text')
  version!: string;

  @Column('text', { unique: true })
  digest!: string;

  @Column('int')
  bytes!: number;

  @Column('text', { name: 'parent_digest', nullable: true })
  parentDigest!: string | null;

  @Column('text', { name: 'dataset_hash', nullable: true })
  datasetHash!: string | null;

  /** Of its newest release. */
  @Column('int', { name: 'release_counter' })
  releaseCounter!: number;

  @Column('text')
  state!: ModelVersion['state'];

  /** Comes with the platform instead of from training: it has no parent to be compared with. */
  @Column('boolean')
  shipped!: boolean;

  @Column('jsonb')
  card!: ModelCard;

  @Column('jsonb', { nullable: true })
  gate!: GateReport | null;

  @Column({ ...epochMs, name: 'created_at' })
  createdAt!: number;

  /** When it last became the family's released model. */
  @Column({ ...epochMs, name: 'released_at', nullable: true })
  releasedAt!: number | null;
}

/** One signing of a model into the image repository under the next counter of its family. */
@Entity('rollouts_releases')
export class ReleaseEntity {
  @PrimaryColumn('text')
  family!: ModelVersion['family'];

  @PrimaryColumn('int')
  counter!: number;

  @Column('text')
  digest!: string;

  /** Name of the signed target. */
  @Column('text')
  target!: string;

  @Column('text')
  reason!: 'registered' | 'rollout' | 'rollback';

  @Column({ ...epochMs, name: 'created_at' })
  createdAt!: number;
}
