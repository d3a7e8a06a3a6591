/** What a run found, printed as one JSON line. `sent` = `stored` + `declaredLost` + `unknown`. */
export interface FaultResult {
  seed: number;
  /** Frames that vehicles had on their disks, by the publishers' own record. */
  sent: number;
  /** Of them those that the event log holds, byte for byte. */
  stored: number;
  /** Of the rest those that their vehicle has declared lost. */
  declaredLost: number;
  /** Of the rest: must be 0. */
  unknown: number;
  /** Effects that a reader shows more than once: must be 0. */
  visibleDuplicates: number;
  /** Records that the log has more than once, which no reader shows. */
  repeatedInLog: number;
  /** How often what was done. */
  faults: Record<string, number>;
  /** From "everything harmed is up" to "everything outstanding then is committed". */
  recoveryMs: { p50: number; max: number };
  seconds: number;
  /** Every promise that was broken, in words; empty when the run is good. */
  broken: string[];
}

/** Most examples of one kind that a result names. */
const MOST_NAMED = 5;

/** A sentence for a list of frames that should be empty; none when it is. */
export const complaint = (what: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`${names.length} ${what}, e.g. ${names.slice(0, MOST_NAMED).join(', ')}`];
