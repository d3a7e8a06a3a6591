import type { SignalValue } from '@headway/contracts';
import { convertUnit, fitValue, validateValue } from '@headway/signals';
import type { ColumnRule } from './mapping.js';

/** Why a cell does not become a value. */
export type CellRefusal = 'empty' | 'not-a-number' | 'range' | 'stale' | 'catalogue';

export type CellReading = { value: SignalValue } | { refused: CellRefusal };

/** Turns the cells of one column into values of one signal. */
export class CellReader {
  readonly #rule: ColumnRule;
  #first: string | undefined;
  #fresh = false;
  #smoothed: { value: number; atS: number } | undefined;

  constructor(rule: ColumnRule) {
    this.#rule = rule;
  }

  read(cell: string, atS: number): CellReading {
    if (cell === '') return { refused: 'empty' };
    const number = Number(cell);
    if (!Number.isFinite(number)) return { refused: 'not-a-number' };
    if (this.#isStale(cell)) return { refused: 'stale' };
    const { scale, offset, valid, unit, signal } = this.#rule;
    const value = number * scale + offset;
    if (valid && (value < valid[0] || value > valid[1])) return { refused: 'range' };
    const own = this.#smooth(unit && signal.unit ? convertUnit(value, unit, signal.unit) : value, atS);
    const fitted = fitValue(signal, signal.datatype === 'boolean' ? own !== 0 : Number(own.toFixed(6)));
    return validateValue(signal, fitted).ok ? { value: fitted } : { refused: 'catalogue' };
  }

  #isStale(cell: string): boolean {
    if (!this.#rule.staleUntilChange || this.#fresh) return false;
    this.#first ??= cell;
    this.#fresh = cell !== this.#first;
    return !this.#fresh;
  }

  #smooth(value: number, atS: number): number {
    const { smoothS } = this.#rule;
    if (smoothS === undefined) return value;
    const before = this.#smoothed;
    const weight = before ? 1 - Math.exp(-Math.max(0, atS - before.atS) / smoothS) : 1;
    const next = before ? before.value + weight * (value - before.value) : value;
    this.#smoothed = { value: next, atS };
    return next;
  }
}
