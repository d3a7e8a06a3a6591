import { describe, expect, it } from '@jest/globals';
import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import type { SignalValue } from '@headway/contracts';
import { parseCatalogue } from '@headway/signals';
import fc from 'fast-check';
import { CampaignError } from '../campaign-error.js';
import { compileCondition } from './compile-condition.js';
import { ConditionInputs } from './inputs.js';

const sensor = (datatype: string, more: object = {}) => ({ type: 'sensor', datatype, ...more });
const CATALOGUE = parseCatalogue({
  Vehicle: {
    type: 'branch',
    children: {
      Speed: sensor('float'),
      Height: sensor('double'),
      Gear: sensor('int8'),
      Doors: sensor('uint16'),
      IsMoving: sensor('boolean'),
      IsOpen: sensor('boolean'),
      Mode: sensor('string', { allowed: ['ECO', 'SPORT'] }),
      Track: sensor('string'),
      Errors: sensor('string[]'),
    },
  },
});

type Known = Record<string, SignalValue | undefined>;

function evaluate(text: string, known: Known): boolean | undefined {
  const inputs = new ConditionInputs();
  const condition = compileCondition(text, CATALOGUE, inputs);
  const readings = inputs.readings();
  inputs.paths.forEach((path, slot) => (readings.values[slot] = known[path.slice('Vehicle.'.length)]));
  return condition.test(readings);
}

const INTEGERS = new Set(['Gear', 'Doors']);
/** What the library says; undefined for its errors, which is how it answers for what is not there. */
function reference(text: string, known: Known): boolean | undefined {
  const given = Object.entries(known).filter(([, value]) => value !== undefined);
  const vehicle = Object.fromEntries(given.map(([name, value]) => [name, INTEGERS.has(name) ? BigInt(value as number) : value]));
  const result = plan(celEnv(), parse(text))({ Vehicle: vehicle } as never);
  return isCelError(result) ? undefined : (result as boolean);
}

function refusal(text: string): string {
  try {
    compileCondition(text, CATALOGUE, new ConditionInputs());
  } catch (error) {
    if (error instanceof CampaignError) return `${error.code} ${error.position?.line ?? '-'}:${error.position?.column ?? '-'}`;
    throw error;
  }
  return 'none';
}

const literal = {
  int: fc.integer({ min: -20, max: 20 }).map(String),
  double: fc.constantFrom('0.0', '1.5', '-2.25', '80.0', '1e3', '3.0'),
  string: fc.constantFrom("'ECO'", "'a'", "''", "'冷🚗'", "'SPORT'", "'🚗'"),
  bool: fc.constantFrom('true', 'false'),
};
/** Random conditions, well typed, of every operator and function that both sides have. */
const condition = fc.letrec<Record<'bool' | 'int' | 'double' | 'string', string>>((tie) => {
  const binary = (type: 'bool' | 'int' | 'double' | 'string', ...operators: string[]) =>
    fc.tuple(tie(type), fc.constantFrom(...operators), tie(type)).map(([a, operator, b]) => `(${a} ${operator} ${b})`);
  const choice = (type: 'bool' | 'int' | 'double' | 'string') =>
    fc.tuple(tie('bool'), tie(type), tie(type)).map(([c, a, b]) => `(${c} ? ${a} : ${b})`);
  const comparisons = ['==', '!=', '<', '<=', '>', '>='];
  const leaf = { depthIdentifier: 'condition', maxDepth: 5, withCrossShrink: true };
  return {
    int: fc.oneof(
      leaf,
      fc.constantFrom('Vehicle.Gear', 'Vehicle.Doors'),
      literal.int,
      binary('int', '+', '-', '*', '/', '%'),
      tie('int').map((a) => `(-${a})`),
      tie('string').map((a) => `size(${a})`),
      choice('int'),
    ),
    double: fc.oneof(
      leaf,
      fc.constantFrom('Vehicle.Speed', 'Vehicle.Height'),
      literal.double,
      binary('double', '+', '-', '*', '/'),
      tie('double').map((a) => `(-${a})`),
      tie('int').map((a) => `double(${a})`),
      choice('double'),
    ),
    string: fc.oneof(leaf, fc.constant('Vehicle.Track'), literal.string, binary('string', '+'), choice('string')),
    bool: fc.oneof(
      leaf,
      fc.constantFrom('Vehicle.IsMoving', 'Vehicle.IsOpen', 'has(Vehicle.Speed)', 'has(Vehicle.Gear)', 'has(Vehicle.Track)'),
      literal.bool,
      binary('bool', '&&', '||', '==', '!=', '<', '>='),
      binary('int', ...comparisons),
      binary('double', ...comparisons),
      binary('string', ...comparisons),
      fc.tuple(tie('int'), fc.constantFrom(...comparisons), tie('double')).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
      tie('bool').map((a) => `(!${a})`),
      fc.tuple(tie('string'), fc.constantFrom('startsWith', 'endsWith', 'contains'), tie('string')).map(([a, f, b]) => `${a}.${f}(${b})`),
      fc.tuple(tie('int'), fc.array(literal.int, { maxLength: 3 })).map(([a, list]) => `(${a} in [${list.join(', ')}])`),
      fc.tuple(tie('string'), fc.array(literal.string, { maxLength: 3 })).map(([a, list]) => `(${a} in [${list.join(', ')}])`),
      choice('bool'),
    ),
  };
}).bool;
const known = fc.record(
  {
    Speed: fc.constantFrom(-1.5, 0, 3, 80, 80.5),
    Height: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    Gear: fc.integer({ min: -8, max: 8 }),
    Doors: fc.integer({ min: 0, max: 9 }),
    IsMoving: fc.boolean(),
    IsOpen: fc.boolean(),
    Track: fc.constantFrom('', 'a', '冷🚗', 'ECO', '🚗x'),
  },
  { requiredKeys: [] },
);

describe('a condition', () => {
  it('says what the CEL library says, whatever is known and whatever is not', () => {
    fc.assert(
      fc.property(condition, known, (text, values) => {
        // Random nesting may leave our limits; those have tests of their own.
        fc.pre(refusal(text).startsWith('none'));
        expect(evaluate(text, values)).toBe(reference(text, values));
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, Known, boolean | undefined]>([
    ['Vehicle.Speed > 80', { Speed: 80.5 }, true],
    ['Vehicle.Speed > 80', {}, undefined],
    ['Vehicle.Speed > 80.0 || Vehicle.IsMoving', { IsMoving: true }, true],
    ['Vehicle.Speed > 80.0 && Vehicle.IsMoving', { IsMoving: false }, false],
    ['!has(Vehicle.Speed)', {}, true],
    ["Vehicle.Mode == 'ECO'", { Mode: 'ECO' }, true],
    ["Vehicle.Track.matches('^a+b*$')", { Track: 'aab' }, true],
    ["Vehicle.Track.matches('^a+b*$')", { Track: 'x'.repeat(10_000) }, false],
    // By code point, as the specification has it; the library compares UTF-16 units here.
    ["Vehicle.Track > '\uffff'", { Track: '🚗' }, true],
    ['Vehicle.Doors / (Vehicle.Gear - Vehicle.Gear) == 1', { Doors: 1, Gear: 1 }, undefined],
    ['Vehicle.Gear * 9007199254740991 > 0', { Gear: 2 }, undefined],
  ])('%s of %j is %s', (text, values, answer) => expect(evaluate(text, values)).toBe(answer));

  it.each([
    ['Vehicle.Speed >', 'syntax 1:15'],
    ['Vehicle.IsMoving &&\n  Vehicle.Sped > 3.0', 'unknown-signal 2:10'],
    ['Vehicle.Speed * 2 > 3.0', 'type 1:15'],
    ['Vehicle.Speed', 'type 1:8'],
    ["Vehicle.Speed == 'fast'", 'type 1:15'],
    ["Vehicle.Mode == 'ECONOMY'", 'never-true 1:14'],
    ["Vehicle.Mode in ['ECO', 'WINTER']", 'never-true 1:25'],
    ['Vehicle.Errors', 'unsupported 1:8'],
    ['Vehicle.IsMoving && [1].exists(x, x > 0)', 'unsupported 1:24'],
    ["mean(Vehicle.IsMoving, duration('10s')) > 1.0", 'type 1:1'],
    ["mean(Vehicle.Speed, duration('1ns')) > 1.0", 'type 1:1'],
    ["mean(Vehicle.Speed, duration('5h')) > 1.0", 'too-large 1:21'],
    ['mean(Vehicle.Speed) > 1.0', 'type 1:1'],
    ["startsWith('a', 'b')", 'unsupported 1:1'],
    ['Vehicle.Gear > 5u', 'unsupported 1:16'],
    ['constructor', 'unknown-signal 1:1'],
    ['__proto__()', 'unsupported 1:1'],
  ])('refuses %s with %s', (text, expected) => expect(refusal(text)).toBe(expected));

  it.each([
    ['deep brackets', `${'('.repeat(900)}true${')'.repeat(900)}`],
    ['deep lists', `true || 1 in ${'['.repeat(900)}${']'.repeat(900)}`],
    ['long chains', `${'1 + '.repeat(480)}1 == 2`],
    ['many parts', Array.from({ length: 300 }, () => '1<2').join('||')],
    ['a giant list', `1 in [${'1,'.repeat(900)}1]`],
    ['a huge pattern', `Vehicle.Track.matches('${'(a*)*'.repeat(300)}')`],
    ['a pattern that counts', "Vehicle.Track.matches('(a{9}){9}')"],
    ['many patterns', "Vehicle.Track.matches('a') || Vehicle.Track.matches('b') || Vehicle.Track.matches('c')"],
    ['many windows', Array.from({ length: 20 }, (_, n) => `count(Vehicle.Speed, duration('${n + 1}s')) > 1`).join(' || ')],
  ])('refuses %s soon', (_name, text) => {
    const started = performance.now();
    expect(['too-large', 'unsupported', 'syntax']).toContain(refusal(text).split(' ')[0]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('answers any text with a condition or a refusal', () => {
    const token = fc.constantFrom(
      'Vehicle',
      '.',
      'Speed',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '&&',
      '?',
      ':',
      '"',
      "'",
      '1',
      '1.5',
      'mean',
      ',',
      '-',
      '!',
      ' ',
      '\\',
      '\n',
      'in',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.array(token, { maxLength: 40 }).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(typeof refusal(text)).toBe('string');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
