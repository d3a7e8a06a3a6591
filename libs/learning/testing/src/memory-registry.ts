import { createHash } from 'node:crypto';
import type { CandidateRegistration, ModelRegistry, ParentModel } from '@headway/learning/port';
import { AppError } from '@headway/platform/errors';

const digestOf = (model: Uint8Array) => createHash('sha256').update(model).digest('hex');

/** A registry in memory with one released model, for tests of what speaks to a registry. */
export class MemoryRegistry implements ModelRegistry {
  readonly registered: CandidateRegistration[] = [];
  /** Makes every registration fail as if the registry were away. */
  away = false;
  private onRefusal: () => void = () => undefined;
  /** Resolves once a registration was refused. */
  readonly refusal = new Promise<void>((resolve) => (this.onRefusal = resolve));

  constructor(private readonly released: Uint8Array) {}

  current(): Promise<ParentModel> {
    return Promise.resolve({ version: '2026.11.01-tiny', digest: digestOf(this.released) });
  }

  async download(digest: string): Promise<Uint8Array> {
    if (digest !== digestOf(this.released)) throw new AppError('not-found', `there is no model ${digest}`);
    return this.released;
  }

  async register(candidate: CandidateRegistration): Promise<string> {
    if (this.away) {
      this.onRefusal();
      throw new AppError('unavailable', 'the registry does not answer');
    }
    this.registered.push(candidate);
    return `model-${digestOf(candidate.model).slice(0, 12)}`;
  }
}
