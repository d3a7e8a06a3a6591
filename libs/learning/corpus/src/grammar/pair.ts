/** One clause of a pair. */
export interface PairClause {
  intent: string;
  template: string;
}

/** Clauses that are said in one breath: mostly two, the second leaving out what the first has said. */
export interface Pair {
  first: PairClause;
  second: PairClause;
  third?: PairClause;
  /** Said in as few words as possible, mostly with nothing between the clauses. */
  terse?: boolean;
}

export const pair = (first: string, template: string, second: string, ellipsis: string): Pair => ({
  first: { intent: first, template },
  second: { intent: second, template: ellipsis },
});

/** A pair with a third clause behind it. */
export const triple = (former: Pair, intent: string, template: string): Pair => ({ ...former, third: { intent, template } });
