import type { SignedAssignment } from '@headway/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMs } from './epoch-ms.js';

/** What a vehicle says it runs, and what it was last told to run. */
@Entity('rollouts_vehicles')
export class VehicleEntity {
  @PrimaryColumn('text')
  vin!: string;

  @Column('text')
  version!: string;

  @Column('text')
  digest!: string;

  /** When it said so, by its own clock: older words are ignored. */
  @Column({ ...epochMs, name: 'attested_at' })
  attestedAt!: number;

  @Column('text', { nullable: true })
  assignment!: string | null;
}

/** Everything the director has ever signed. */
@Entity('rollouts_assignments')
export class AssignmentEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  vin!: string;

  @Column('text', { nullable: true })
  rollout!: string | null;

  @Column('jsonb')
  signed!: SignedAssignment;

  @Column({ ...epochMs, name: 'created_at' })
  createdAt!: number;
}
