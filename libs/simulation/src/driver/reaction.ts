import type { Action, TurnResponse } from '@headway/contracts';

/** What a driver sees that the cockpit did not do, and what it did instead. */
export interface Judgement {
  /** Wanted and not done. */
  missing: Action[];
  /** Everything missing only waits for a yes. */
  waitsForYes: boolean;
  /** The right thing was done in the wrong place. */
  misplaced: Action | undefined;
}

const isWrite = ({ value }: Action) => value !== undefined;
const same = (a: Action) => (b: Action) => a.path === b.path && a.value === b.value;
/** The path without its seat: what is done, wherever. */
const thing = (path: string) => path.replace(/Row[12]\.(Driver|Passenger)(Side)?/, '*');

/** Compares what the driver meant with what the cockpit did. */
export function judge(wanted: readonly Action[], response: Pick<TurnResponse, 'actions'>): Judgement {
  const writes = response.actions.filter(isWrite);
  const done = writes.filter(({ status }) => status === 'ready');
  const waiting = writes.filter(({ status }) => status === 'needs-confirmation');
  const missing = wanted.filter((action) => isWrite(action) && action.status !== 'refused' && !done.some(same(action)));
  const waitsForYes = missing.length > 0 && missing.every((action) => waiting.some(same(action)));
  const misplaced = missing.find((action) => done.some((other) => other.path !== action.path && thing(other.path) === thing(action.path)));
  return { missing, waitsForYes, misplaced };
}
