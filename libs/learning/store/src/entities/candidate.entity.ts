import type { Candidate, LabelledFrame, Language } from '@headway/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from './epoch-ms.js';

/** A candidate label. One at most for each turn of a vehicle. */
@Entity('learning_candidates')
export class CandidateEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  vehicle!: string;

  @Column('text')
  turn!: string;

  @Column('text')
  kind!: Candidate['kind'];

  @Column('text')
  language!: Language;

  @Column('text')
  utterance!: string;

  /** The utterance without differences of case, width and punctuation. */
  @Column('text')
  folded!: string;

  /** Intents of `frames`, joined by `+`. */
  @Column('text')
  label!: string;

  @Column('jsonb')
  frames!: LabelledFrame[];

  @Column('text')
  cluster!: string;

  @Column('text', { name: 'vehicle_model_version' })
  vehicleModelVersion!: string;

  @Column(epochMs)
  at!: number;
}
