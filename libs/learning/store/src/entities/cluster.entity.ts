import type { Cluster } from '@headway/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from './epoch-ms.js';

/** Candidates with one label that a reviewer decides about together. */
@Entity('learning_clusters')
export class ClusterEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  label!: string;

  /** Holds the utterances that are alike to too few others. */
  @Column('boolean')
  scattered!: boolean;

  @Column('text')
  state!: Cluster['state'];

  /** The reviewer's label, where it differs or not, once accepted. */
  @Column('text', { name: 'accepted_label', nullable: true })
  acceptedLabel!: string | null;

  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column({ ...epochMs, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMs, name: 'updated_at' })
  updatedAt!: number;
}
