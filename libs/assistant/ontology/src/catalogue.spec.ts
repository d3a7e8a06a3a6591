import { readFileSync } from 'node:fs';
import { applyOverlay, parseCatalogue } from '@headway/signals';
import { describe, expect, it } from '@jest/globals';
import { INTENTS, listIntents } from './catalogue.js';
import { findLimit, LIMITS, pathMatches } from './limits.js';
import { expandTargets } from './zones.js';

interface Node {
  type: string;
  children?: Record<string, Node>;
}

function leaves(node: Node, path: string): [string, Node][] {
  return node.children ? Object.entries(node.children).flatMap(([name, child]) => leaves(child, `${path}.${name}`)) : [[path, node]];
}

const OVERLAY = 'libs/assistant/ontology/assets/overlay.json';
const readJson = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../../../../${file}`, import.meta.url), 'utf8'));

describe('the catalogue', () => {
  it('has each intent once', () => {
    const ids = INTENTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names a limit for every path that an intent writes, with a value of its type', () => {
    for (const { id, effect, targets, zones } of INTENTS) {
      if (effect.kind === 'answer' || effect.kind === 'dialogue') continue;
      for (const path of expandTargets(targets, zones?.style, 'all')) {
        const limit = findLimit(path);
        expect({ id, path, limited: limit !== undefined }).toEqual({ id, path, limited: true });
        if (effect.kind === 'constant') expect(typeof effect.value).toBe(limit?.datatype);
      }
    }
  });

  it('allows nothing that no intent needs', () => {
    const paths = listIntents().flatMap(({ paths: all }) => all);
    for (const { path } of LIMITS) expect(paths.some((candidate) => pathMatches(path, candidate))).toBe(true);
  });

  it('allows nothing that steers or brakes', () => {
    for (const path of [
      'Vehicle.Chassis.ParkingBrake.IsEngaged',
      'Vehicle.ADAS.ESC.IsEnabled',
      'Vehicle.MotionManagement.Steering.SteeringWheel.TorqueTarget',
      'Vehicle.Cabin.HVAC.Station.Row1.Driver.Temperature.X',
    ]) {
      expect(findLimit(path)).toBeUndefined();
    }
  });

  it('finds every overlay signal in use', () => {
    const overlay = readJson(OVERLAY) as { Vehicle: Node };
    const used = new Set(listIntents().flatMap(({ paths }) => paths));
    for (const [path, { type }] of leaves(overlay.Vehicle, 'Vehicle')) {
      expect({ path, used: used.has(path), limited: findLimit(path) !== undefined }).toEqual({
        path,
        used: true,
        limited: type === 'actuator',
      });
    }
  });

  it('writes only what the catalogue has, with values it allows', () => {
    const catalogue = applyOverlay(parseCatalogue(readJson('libs/signals/assets/catalogue.json')), readJson(OVERLAY));
    for (const { id, paths } of listIntents()) {
      for (const path of paths) expect({ id, path, known: catalogue.has(path) }).toEqual({ id, path, known: true });
    }
    for (const path of listIntents().flatMap(({ paths }) => paths)) {
      const [limit, signal] = [findLimit(path), catalogue.get(path)];
      if (limit?.allowed && signal?.allowed) expect(signal.allowed).toEqual(expect.arrayContaining([...limit.allowed]));
    }
  });
});
