import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that was decided and still has to be done outside of the database. */
@Entity('rollouts_outbox')
export class OutboxEntity {
  @PrimaryColumn('bigint')
  id!: string;

  @Column('jsonb')
  task!: unknown;
}

/** Head of the hash chain of audit records; one row. */
@Entity('rollouts_audit_chain')
export class AuditChainEntity {
  @PrimaryColumn('int')
  id!: number;

  @Column('int')
  sequence!: number;

  @Column('text')
  hash!: string;
}
