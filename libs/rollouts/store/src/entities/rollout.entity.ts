import type { CohortFilter, RolloutState } from '@headway/contracts';
import type { MemberState, RolloutRecord } from '@headway/rollouts/decisions';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from './epoch-ms.js';

/** A rollout: its request, and the record that decisions are made from. */
@Entity('rollouts_rollouts')
export class RolloutEntity {
  @PrimaryColumn('text')
  id!: string;

  /** Id of the model. */
  @Column('text')
  model!: string;

  /** Copy of `record.state`, for queries. */
  @Column('text')
  state!: RolloutState;

  @Column('text')
  salt!: string;

  @Column('jsonb')
  filter!: CohortFilter;

  @Column('double precision', { name: 'control_percent' })
  controlPercent!: number;

  /** Release under which the model is assigned; set at approval. */
  @Column('int', { name: 'release_counter', nullable: true })
  releaseCounter!: number | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('jsonb')
  record!: RolloutRecord;

  @Column({ ...epochMs, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMs, name: 'updated_at' })
  updatedAt!: number;
}

/** A vehicle's place and progress in a rollout. */
@Entity('rollouts_members')
export class MemberEntity {
  @PrimaryColumn('text')
  rollout!: string;

  @PrimaryColumn('text')
  vin!: string;

  @Column('int')
  bucket!: number;

  @Column('int')
  stage!: number;

  @Column('boolean')
  control!: boolean;

  @Column('text')
  state!: MemberState;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'from_digest', nullable: true })
  fromDigest!: string | null;

  /** The assignment it is to carry out now; reports about others are old. */
  @Column('text', { nullable: true })
  assignment!: string | null;

  @Column({ ...epochMs, name: 'assigned_at', nullable: true })
  assignedAt!: number | null;

  @Column({ ...epochMs, name: 'reported_at', nullable: true })
  reportedAt!: number | null;

  /** When the assignment was last handed to the broker. */
  @Column({ ...epochMs, name: 'published_at', nullable: true })
  publishedAt!: number | null;
}

/** A turn that counts as exposure of a rollout, once each. */
@Entity('rollouts_turns')
export class TurnEntity {
  @PrimaryColumn('text')
  rollout!: string;

  @PrimaryColumn('text')
  vin!: string;

  @PrimaryColumn('text')
  turn!: string;

  @Column('boolean')
  candidate!: boolean;

  @Column('boolean')
  fallback!: boolean;

  @Column('boolean')
  correction!: boolean;
}
