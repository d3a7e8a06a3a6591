import type { Example } from '@headway/contracts';
import type { AssembledDataset, Split } from '@headway/learning/feedback';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from './epoch-ms.js';

/** A dataset version. Rows are written once and never changed. */
@Entity('learning_datasets')
export class DatasetEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { unique: true })
  hash!: string;

  /** Examples in all, the held-out ones included. */
  @Column('int')
  examples!: number;

  @Column('int', { name: 'held_out' })
  heldOut!: number;

  /** The clusters it was made of. */
  @Column('jsonb')
  clusters!: string[];

  @Column('jsonb')
  intents!: Record<string, number>;

  /** Utterances left out because their labels contradict each other evenly. */
  @Column('jsonb')
  dropped!: AssembledDataset['dropped'];

  @Column({ ...epochMs, name: 'created_at' })
  createdAt!: number;
}

/** One distinct utterance of a dataset. */
@Entity('learning_dataset_examples')
export class DatasetExampleEntity {
  @PrimaryColumn('text')
  dataset!: string;

  /** From 0, in the order of the hash. */
  @PrimaryColumn('int')
  position!: number;

  @Column('text')
  split!: Split;

  @Column('int')
  count!: number;

  @Column('jsonb')
  example!: Example;

  /** The candidates behind it. */
  @Column('jsonb')
  candidates!: string[];
}
