import { parsePattern, type PatternNode, PatternError } from './pattern-syntax.js';

/** A regular expression of a catalogue; matching takes time proportional to the text, whatever a catalogue's author wrote. */
export interface Pattern {
  /** As the catalogue gives it. */
  source: string;
  /** Whether the whole text fits; texts above 1,024 characters never do. */
  test(text: string): boolean;
}

type Instruction =
  | { kind: 'one'; accepts: (character: number) => boolean }
  | { kind: 'split'; to: number[] }
  | { kind: 'start' }
  | { kind: 'end' }
  | { kind: 'match' };

const MOST_INSTRUCTIONS = 2_000;
const LONGEST_SOURCE = 1_000;
/** Longest text that a pattern is tried on. */
export const LONGEST_PATTERN_TEXT = 1_024;

/**
 * Compiles a pattern to a nondeterministic automaton and runs all its states side by side (Thompson 1968), so that no pattern
 * can be made slow by a chosen text. Back references and look-around need backtracking and are refused.
 * @throws PatternError
 */
export function compilePattern(source: string): Pattern {
  if (source.length > LONGEST_SOURCE) throw new PatternError(`a pattern of more than ${LONGEST_SOURCE} characters`);
  const program: Instruction[] = [];
  emit(parsePattern(source), program);
  program.push({ kind: 'match' });
  return { source, test: (text) => text.length <= LONGEST_PATTERN_TEXT && run(program, text) };
}

function add(program: Instruction[], instruction: Instruction): number {
  if (program.length >= MOST_INSTRUCTIONS) throw new PatternError('a pattern with too many repetitions');
  return program.push(instruction) - 1;
}

/** Each node's instructions fall through to what follows. */
function emit(node: PatternNode, program: Instruction[]): void {
  if (node.kind === 'one') add(program, node);
  else if (node.kind === 'start' || node.kind === 'end') add(program, { kind: node.kind });
  else if (node.kind === 'sequence') for (const part of node.parts) emit(part, program);
  else if (node.kind === 'choice') emitChoice(node.options, program);
  else emitRepetition(node, program);
}

function emitChoice(options: PatternNode[], program: Instruction[]): void {
  const fork = { kind: 'split' as const, to: [] as number[] };
  add(program, fork);
  const exits = options.map((option) => {
    fork.to.push(program.length);
    emit(option, program);
    const exit = { kind: 'split' as const, to: [] as number[] };
    add(program, exit);
    return exit;
  });
  for (const exit of exits) exit.to.push(program.length);
}

function emitRepetition({ of, least, most }: { of: PatternNode; least: number; most: number }, program: Instruction[]): void {
  for (let count = 0; count < least; count++) emit(of, program);
  if (most === Infinity) {
    const fork = { kind: 'split' as const, to: [] as number[] };
    const at = add(program, fork);
    emit(of, program);
    add(program, { kind: 'split', to: [at] });
    fork.to.push(at + 1, program.length);
    return;
  }
  const forks = [];
  for (let count = least; count < most; count++) {
    const fork = { kind: 'split' as const, to: [program.length + 1] };
    add(program, fork);
    forks.push(fork);
    emit(of, program);
  }
  for (const fork of forks) fork.to.push(program.length);
}

function run(program: Instruction[], text: string): boolean {
  const characters = [...text].map((character) => character.codePointAt(0) as number);
  let states = follow(program, [0], { at: 0, end: characters.length });
  for (let at = 0; at < characters.length && states.length > 0; at++) {
    const next: number[] = [];
    for (const state of states) {
      const instruction = program[state] as Instruction;
      if (instruction.kind === 'one' && instruction.accepts(characters[at] as number)) next.push(state + 1);
    }
    states = follow(program, next, { at: at + 1, end: characters.length });
  }
  return states.some((state) => (program[state] as Instruction).kind === 'match');
}

/** All states that can be reached without reading a character. */
function follow(program: Instruction[], from: number[], { at, end }: { at: number; end: number }): number[] {
  const seen = new Set<number>();
  const open = [...from];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    const instruction = program[state] as Instruction;
    if (instruction.kind === 'split') open.push(...instruction.to);
    else if ((instruction.kind === 'start' && at === 0) || (instruction.kind === 'end' && at === end)) open.push(state + 1);
  }
  return [...seen];
}
