/** Bytes by campaign id, by UTC day (`2026-11-22`). */
export type SpentByDay = Record<string, Record<string, number>>;

/** Days that are remembered: a clock that jumps back and forth finds what it had spent. */
const REMEMBERED_DAYS = 4;
/** Spending is written down ahead in blocks of this share of the budget, so that a crash cannot give any of it back. */
const BLOCK_SHARE = 1 / 64;
const SMALLEST_BLOCK = 16_384;

export const utcDay = (epochMs: number) => new Date(epochMs).toISOString().slice(0, 10);

export interface BudgetOptions {
  /** Bytes of all campaigns together on a day; infinite when only their own budgets count. */
  bytesPerDay: number;
  /** What was written down before. */
  spent?: SpentByDay;
  /**
   * Writes down what counts as spent if the process ends now; called before it is spent. May throw: then nothing is spent.
   */
  reserve?: (spent: SpentByDay) => void;
}

/** A campaign's claim on the day. */
export interface Claim {
  id: string;
  bytesPerDay: number;
  priority: number;
}

/** The bytes that each campaign may still send today. */
export class DayBudget {
  readonly #options: BudgetOptions;
  /** In the order of last use. */
  readonly #days: Map<string, Map<string, number>>;
  readonly #reserved: Map<string, Map<string, number>>;

  constructor(options: BudgetOptions) {
    this.#options = options;
    const read = () => new Map(Object.entries(options.spent ?? {}).map(([day, ids]) => [day, new Map(Object.entries(ids))]));
    this.#days = read();
    this.#reserved = read();
  }

  /** Bytes that a campaign may still send on a day, after what more important ones may still claim. */
  left({ id, bytesPerDay, priority }: Claim, claims: readonly Claim[], day: string): number {
    const spent = this.#days.get(day);
    const of = (claim: string) => spent?.get(claim) ?? 0;
    let free = this.#options.bytesPerDay;
    for (const bytes of spent?.values() ?? []) free -= bytes;
    for (const claim of claims) if (claim.priority > priority) free -= Math.max(0, claim.bytesPerDay - of(claim.id));
    return Math.max(0, Math.min(bytesPerDay - of(id), free));
  }

  /** Spends bytes that {@link left} has allowed. */
  spend({ id, bytesPerDay }: Claim, day: string, bytes: number): void {
    const total = (this.#days.get(day)?.get(id) ?? 0) + bytes;
    const reserved = this.#reserved.get(day)?.get(id) ?? 0;
    if (total > reserved) {
      const block = Math.max(SMALLEST_BLOCK, Math.ceil(bytesPerDay * BLOCK_SHARE));
      this.#set(this.#reserved, { day, id, bytes: Math.min(Math.max(total, bytesPerDay), total + block) });
      try {
        this.#options.reserve?.(plain(this.#reserved));
      } catch (error) {
        // Not written down, so it must be tried again before anything is spent.
        this.#set(this.#reserved, { day, id, bytes: reserved });
        throw error;
      }
    }
    this.#set(this.#days, { day, id, bytes: total });
  }

  /** Exactly what was spent, to be written down at an orderly end. */
  spent(): SpentByDay {
    return plain(this.#days);
  }

  #set(days: Map<string, Map<string, number>>, { day, id, bytes }: { day: string; id: string; bytes: number }): void {
    const ids = days.get(day) ?? new Map<string, number>();
    days.delete(day);
    days.set(day, ids.set(id, bytes));
    const [oldest] = days.keys();
    if (days.size > REMEMBERED_DAYS && oldest) days.delete(oldest);
  }
}

const plain = (days: Map<string, Map<string, number>>): SpentByDay =>
  Object.fromEntries([...days].map(([day, ids]) => [day, Object.fromEntries(ids)]));
