import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './columns.js';

/** What is known of a vehicle beside its signals. */
@Entity('fleet_vehicle')
export class VehicleEntity {
  @PrimaryColumn('text')
  vin!: string;

  @Column('boolean')
  online!: boolean;

  /** Boot that the newest presence message names. */
  @Column('uuid', { nullable: true })
  boot!: string | null;

  @Column({ ...wholeNumber, name: 'presence_at', nullable: true })
  presenceAt!: number | null;

  /** When the event log took the newest of its messages. */
  @Column({ ...wholeNumber, name: 'last_seen_at', nullable: true })
  lastSeenAt!: number | null;

  @Column('text', { name: 'model_version', nullable: true })
  modelVersion!: string | null;

  @Column('text', { name: 'model_digest', nullable: true })
  modelDigest!: string | null;

  /** When the vehicle said so. */
  @Column({ ...wholeNumber, name: 'model_at', nullable: true })
  modelAt!: number | null;
}
