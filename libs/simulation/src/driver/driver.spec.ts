import { beforeEach, describe, expect, it } from '@jest/globals';
import { expectedPlan } from '@headway/assistant/ontology';
import type { Example, TurnResponse } from '@headway/contracts';
import { StateBus } from '@headway/vehicle/agent';
import { seededRandom } from '../random.js';
import { Driver } from './driver.js';
import { corpusPhrasebook } from './phrasebook.js';
import { judge } from './reaction.js';

const FRAGRANCE = 'Vehicle.Cabin.Fragrance.IsOn';
const DRIVER_WINDOW = 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position';
const PASSENGER_WINDOW = 'Vehicle.Cabin.Door.Row1.PassengerSide.Window.Position';
const example = (text: string, intent: string, zone?: string): Example => ({
  id: text,
  language: 'zh',
  text,
  frames: [
    {
      intent,
      span: [0, text.length],
      slots: zone ? [{ name: 'zone', start: text.indexOf(zone), end: text.indexOf(zone) + zone.length }] : [],
    },
  ],
  source: 'corpus',
});
const nothing = {
  turn: 't',
  answeredBy: 'vehicle',
  modelVersion: '1',
  latencyMs: 1,
  actions: [],
  speech: '?',
  confidence: 0,
  language: 'zh',
  frames: [],
} as const;
const does = (wish: Example): TurnResponse => ({ ...nothing, frames: [], actions: expectedPlan(wish, { 'Vehicle.Speed': 0 }).actions });

let bus: StateBus;
let said: string[];
const driver = (answers: TurnResponse[], seed = 3) => {
  const agent = {
    ask: async (text: string) => {
      said.push(text);
      return answers.shift() ?? { ...nothing, actions: [], frames: [] };
    },
  };
  return new Driver(agent, bus, {
    language: 'zh',
    phrasebook: { everyday: [], newCommand: [] },
    speakEveryS: 1,
    newCommandShare: 0,
    random: seededRandom(seed),
    secondMs: 1,
  });
};
beforeEach(() => {
  said = [];
  bus = new StateBus({ 'Vehicle.Speed': 0, [FRAGRANCE]: false, [DRIVER_WINDOW]: 0, [PASSENGER_WINDOW]: 0 });
});

describe('a driver', () => {
  it('presses the button that the cockpit did not know', async () => {
    await driver([]).express(example('打开香氛', 'fragrance.on'));
    expect(said).toEqual(['打开香氛']);
    expect(bus.read(FRAGRANCE)).toBe(true);
  });

  it('is content when it was done', async () => {
    const wish = example('打开主驾车窗', 'window.open', '主驾');
    await driver([does(wish)]).express(wish);
    expect(said).toHaveLength(1);
    expect(bus.read(DRIVER_WINDOW)).toBe(0);
  });

  it('names the right place when the wrong one was taken', async () => {
    const wish = example('打开副驾车窗', 'window.open', '副驾');
    const wrong = does(example('打开主驾车窗', 'window.open', '主驾'));
    await driver([wrong, does(wish)]).express(wish);
    expect(said).toEqual(['打开副驾车窗', '不对，是副驾']);
  });

  it('says yes when asked', async () => {
    const wish = example('打开后备箱', 'tailgate.open');
    const asked = does(wish);
    expect(judge(asked.actions, asked).waitsForYes).toBe(true);
    const confirmed = { ...asked, actions: asked.actions.map((action) => ({ ...action, status: 'ready' as const })) };
    await driver([asked, confirmed]).express(wish);
    expect(said).toHaveLength(2);
    expect(['确认', '好的，确认', '是的']).toContain(said[1]);
  });

  it('has words for every seed, in both languages, and none of them for what cannot be meant', () => {
    const { everyday, newCommand } = corpusPhrasebook(11);
    for (const language of ['zh', 'en']) {
      expect(everyday.filter((phrase) => phrase.language === language).length).toBeGreaterThan(20);
      expect(newCommand.filter((phrase) => phrase.language === language).length).toBeGreaterThan(20);
    }
    const on = newCommand.find(({ frames }) => frames[0]?.intent === 'fragrance.on') as Example;
    expect(expectedPlan(on, {}).actions).toMatchObject([{ path: FRAGRANCE, value: true, status: 'ready' }]);
  });
});
