import type { Plan } from '@headway/contracts';

const KEPT_MS = 60_000;
const MOST_SESSIONS = 10_000;

/** The last plan of each conversation, so that "yes" and "no, the passenger's" have something to refer to. Forgets after a minute. */
export class RecentPlans {
  private readonly plans = new Map<string, { plan: Plan; atMs: number }>();

  find(conversation: string, nowMs: number): Plan | undefined {
    const found = this.plans.get(conversation);
    return found && nowMs - found.atMs <= KEPT_MS ? found.plan : undefined;
  }

  remember(conversation: string, plan: Plan, nowMs: number): void {
    this.plans.delete(conversation);
    this.plans.set(conversation, { plan, atMs: nowMs });
    // A Map keeps insertion order: the first entries are the oldest.
    for (const [oldest, { atMs }] of this.plans) {
      if (this.plans.size <= MOST_SESSIONS && nowMs - atMs <= KEPT_MS) return;
      this.plans.delete(oldest);
    }
  }
}
