import type { Assignment, ModelVersion, SignedAssignment } from '@headway/contracts';
import type { EventLog } from '@headway/event-log/port';
import type { Logger } from '@headway/platform/logging';
import type { DataSource } from 'typeorm';

/** The signing side of the update framework. Everything it signs is durable when its promise resolves. */
export interface RepositorySigner {
  readonly directorKeyId: string;
  /** Adds signed files to the image repository, or replaces those of the same path. */
  addTargets(
    targets: readonly {
      path: string;
      digest: string;
      bytes: number;
      data: { family: ModelVersion['family']; version: string; releaseCounter: number; opset: number; parent: string };
    }[],
  ): Promise<void>;
  targetPaths(): string[];
  /** Signs anew what is about to expire. */
  refresh(): Promise<void>;
  /** A metadata file by its name, e.g. `timestamp.json`. */
  metadata(name: string): Promise<Uint8Array | undefined>;
  signAssignment(assignment: Assignment): SignedAssignment;
}

export interface RolloutsOptions {
  /** Opened with `ROLLOUTS_ENTITIES` and `ROLLOUTS_MIGRATIONS`. */
  dataSource: DataSource;
  eventLog: Pick<EventLog, 'ensureTopics' | 'subscribe' | 'append'>;
  /** Publishes to `down/<channel>` of a vehicle; resolves once the broker has it. */
  publishDown: (vin: string, channel: 'model', payload: Uint8Array, options: { retain: true; qos: 1 }) => Promise<void>;
  signer: RepositorySigner;
  /** Folder of the registered model files; this service's own. */
  artifactFolder: string;
  /** Where vehicles reach this service's `/v1/repository`; a function when it is known only after listening. */
  repositoryUrl: string | (() => string);
  /** Milliseconds since the epoch. */
  clock: { epochMs(): number };
  logger: Logger;
  /** Makes identifiers; random UUIDs when absent. */
  newId?: () => string;
  /** How often rollouts are looked at, default 1 s. */
  tickMs?: number;
}

/** Injection token of the options. */
export const ROLLOUTS_OPTIONS = Symbol('RolloutsOptions');
