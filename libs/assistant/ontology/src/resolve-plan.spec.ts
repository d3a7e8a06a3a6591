import { describe, expect, it } from '@jest/globals';
import type { Language, SemanticFrame, VehicleState } from '@headway/contracts';
import { planSchema } from '@headway/contracts';
import fc from 'fast-check';
import { INTENTS } from './catalogue.js';
import { SLOT_NAMES } from './intent.js';
import { resolvePlan } from './resolve-plan.js';

/** A frame over the whole text; slots are found by their words. */
function frame(text: string, intent: string, slots: Record<string, string> = {}, confidence = 0.9): SemanticFrame {
  return {
    intent,
    confidence,
    span: [0, text.length],
    slots: Object.entries(slots).map(([name, words]) => {
      const start = text.indexOf(words);
      return { name, text: words, start, end: start + words.length, confidence: 1 };
    }),
  };
}

function plan(text: string, intent: string, slots: Record<string, string> = {}, state: VehicleState = {}) {
  const language: Language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  return resolvePlan([frame(text, intent, slots)], { text, language, state });
}

const writes = (...args: Parameters<typeof plan>) => plan(...args).actions.map(({ path, value }) => [path, value]);

const STATION = 'Vehicle.Cabin.HVAC.Station.';
const WINDOW = (seat: string) => `Vehicle.Cabin.Door.${seat}.Window.Position`;

describe('resolvePlan', () => {
  it('sets a temperature for the speaker when no zone is named', () => {
    expect(writes('空调调到二十三度', 'climate.temperature.set', { value: '二十三度' })).toEqual([
      [`${STATION}Row1.Driver.Temperature`, 23],
    ]);
  });

  it('clamps to the limits overlay and says so', () => {
    const hot = plan('空调调到五十度', 'climate.temperature.set', { value: '五十度' });
    expect(hot.actions[0]).toMatchObject({ value: 32, unit: 'celsius', status: 'ready' });
    expect(hot.speech).toContain('极限');
  });

  it('reads Fahrenheit in English', () => {
    expect(writes('set it to 72', 'climate.temperature.set', { value: '72' })[0]?.[1]).toBe(22);
  });

  it.each([
    ['温度高一点', 'climate.temperature.up', { value: '一点' }, { [`${STATION}Row1.Driver.Temperature`]: 20 }, 21],
    ['温度高两度', 'climate.temperature.up', { value: '两度' }, { [`${STATION}Row1.Driver.Temperature`]: 20 }, 22],
    ['有点冷', 'climate.temperature.up', {}, {}, 24],
    ['温度调到最低', 'climate.temperature.down', { value: '最低' }, {}, 16],
    ['音量调到最大', 'media.volume.set', { value: '最大' }, {}, 100],
    ['大声点', 'media.volume.up', { value: '点' }, { 'Vehicle.Cabin.Infotainment.Media.Volume': 98 }, 100],
    ['风量三档', 'climate.fan.set', { value: '三档' }, {}, 30],
    ['fan to 30 percent', 'climate.fan.set', { value: '30 percent' }, {}, 30],
    ['座椅加热', 'seat.heat.on', {}, {}, 67],
    ['座椅加热三档', 'seat.heat.on', { value: '三档' }, {}, 100],
    ['座椅通风开到最大', 'seat.vent.on', { value: '最大' }, {}, -100],
    ['通风小一点', 'seat.vent.down', { value: '一点' }, { 'Vehicle.Cabin.Seat.Row1.DriverSide.HeatingCooling': -67 }, -34],
    ['遮阳帘打开', 'shade.open', {}, {}, 0],
    ['遮阳帘关一半', 'shade.close', { value: '一半' }, {}, 50],
    ['窗户开一条缝', 'window.open', { value: '一条缝' }, {}, 10],
    ['车窗降一点', 'window.open', { value: '一点' }, { [WINDOW('Row1.DriverSide')]: 30 }, 50],
    ['车窗降到最低', 'window.open', { value: '最低' }, {}, 100],
    ['车窗开到30%', 'window.open', { value: '30%' }, {}, 30],
  ] as const)('%s (%s) writes the value', (text, intent, slots, state, value) => {
    expect(writes(text, intent, slots, state as VehicleState)[0]?.[1]).toBe(value);
  });

  it('opens one window, closes all', () => {
    expect(writes('打开车窗', 'window.open')).toEqual([[WINDOW('Row1.DriverSide'), 100]]);
    expect(writes('关窗', 'window.close')).toHaveLength(4);
    expect(writes('open the windows', 'window.open')).toHaveLength(4);
  });

  it('gives every named zone its own action, from its own current value', () => {
    const state = { [`${STATION}Row1.Driver.Temperature`]: 20, [`${STATION}Row1.Passenger.Temperature`]: 25 };
    expect(writes('主驾和副驾温度高一点', 'climate.temperature.up', { zone: '主驾和副驾', value: '一点' }, state)).toEqual([
      [`${STATION}Row1.Driver.Temperature`, 21],
      [`${STATION}Row1.Passenger.Temperature`, 26],
    ]);
  });

  it('takes names without the words around them', () => {
    expect(writes('take me to the airport', 'navigation.to', { place: 'the airport' })[0]?.[1]).toBe('airport');
    expect(writes('play the beatles', 'media.search', { query: 'the beatles' })[0]?.[1]).toBe('the beatles');
    expect(writes('我想听周杰伦的歌', 'media.search', { query: '周杰伦的歌' })[0]?.[1]).toBe('周杰伦');
  });

  it('knows where the driver sits', () => {
    const left = writes('打开左后车窗', 'window.open', { zone: '左后' });
    const right = writes('打开左后车窗', 'window.open', { zone: '左后' }, { 'Vehicle.Cabin.DriverPosition': 'RIGHT' });
    expect(left).toEqual([[WINDOW('Row2.DriverSide'), 100]]);
    expect(right).toEqual([[WINDOW('Row2.PassengerSide'), 100]]);
  });

  it('keeps the last write to a path and lets later clauses see earlier ones', () => {
    const text = '空调调到二十四度再高一点';
    const frames = [
      frame(text, 'climate.temperature.set', { value: '二十四度' }),
      frame(text, 'climate.temperature.up', { value: '一点' }),
    ];
    const { actions } = resolvePlan(frames, { text, language: 'zh', state: {} });
    expect(actions.map(({ value }) => value)).toEqual([25]);
  });

  it('asks back when a needed slot is missing', () => {
    const where = plan('开始导航', 'navigation.to');
    expect(where.actions).toEqual([]);
    expect(where.question).toContain('哪里');
    expect(plan('set the temperature', 'climate.temperature.set').question).toMatch(/to what/i);
  });

  it('refuses the tailgate while driving, asks for a yes while standing, and names the rule', () => {
    expect(plan('打开后备箱', 'tailgate.open', {}, { 'Vehicle.Speed': 50 }).actions[0]).toMatchObject({
      status: 'refused',
      rule: 'standing-only.openings',
    });
    const waiting = plan('打开后备箱', 'tailgate.open', {}, { 'Vehicle.Speed': 0 });
    expect(waiting.actions[0]).toMatchObject({ status: 'needs-confirmation', rule: 'confirm.openings' });
    expect(waiting.question).toBe('要打开后备箱吗？');
    const yes = resolvePlan([frame('好的', 'dialogue.confirm')], {
      text: '好的',
      language: 'zh',
      state: { 'Vehicle.Speed': 0 },
      previous: waiting,
    });
    expect(yes.actions).toMatchObject([{ path: 'Vehicle.Body.Trunk.Rear.IsOpen', value: true, status: 'ready' }]);
    const tooLate = resolvePlan([frame('好的', 'dialogue.confirm')], {
      text: '好的',
      language: 'zh',
      state: { 'Vehicle.Speed': 30 },
      previous: waiting,
    });
    expect(tooLate.actions[0]?.status).toBe('refused');
  });

  it('moves the last wish to the corrected zone', () => {
    const previous = plan('打开主驾车窗', 'window.open', { zone: '主驾' });
    const corrected = resolvePlan([frame('不对，是副驾', 'dialogue.correct', { zone: '副驾' })], {
      text: '不对，是副驾',
      language: 'zh',
      state: {},
      previous,
    });
    expect(corrected.actions.map(({ path }) => path)).toEqual([WINDOW('Row1.PassengerSide')]);
  });

  it('answers questions from the state and says when it cannot', () => {
    const state = { 'Vehicle.Powertrain.Range': 312_400 };
    expect(plan('还能跑多远', 'question.range', {}, state)).toMatchObject({
      answer: '还能开大约312公里',
      actions: [{ path: 'Vehicle.Powertrain.Range', status: 'ready' }],
    });
    expect(plan('how far can I go', 'question.range').answer).toMatch(/cannot read/);
  });

  it('does the known clause and admits the unknown one', () => {
    const text = '打开空调，讲个笑话';
    const mixed = resolvePlan([frame(text, 'climate.on'), frame(text, 'none')], { text, language: 'zh', state: {} });
    expect(mixed.actions).toHaveLength(1);
    expect(mixed.speech).toContain('没听懂');
    expect(plan('讲个笑话', 'none')).toMatchObject({ actions: [], speech: '抱歉，这个我还不会。' });
  });

  it('always makes a valid plan with something to say', () => {
    const slot = fc.record({
      name: fc.constantFrom(...SLOT_NAMES),
      text: fc.constantFrom('主驾', 'rear left', '三档', '一点', '最大', '红色', '运动', '回家', 'xyz', '99999'),
    });
    const anyFrame = fc.record({
      intent: fc.constantFrom(...INTENTS.map(({ id }) => id), 'none', 'no.such.intent'),
      slots: fc.array(slot, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyFrame, { maxLength: 4 }),
        fc.constantFrom<Language>('zh', 'en'),
        fc.double({ min: 0, max: 200, noNaN: true }),
        (frames, language, speed) => {
          const semantic = frames.map(({ intent, slots }) => ({
            intent,
            confidence: 0.5,
            span: [0, 4] as [number, number],
            slots: slots.map((found) => ({ ...found, start: 0, end: 2, confidence: 0.5 })),
          }));
          const made = resolvePlan(semantic, { text: 'text', language, state: { 'Vehicle.Speed': speed } });
          expect(planSchema.safeParse(made).success).toBe(true);
          for (const action of made.actions) if (action.status !== 'ready') expect(action.rule).toBeTruthy();
          for (const action of made.actions) expect(action.rule ?? '').not.toMatch(/^(?:allow-list|intent|type|unit|range)$/);
          expect(made.speech).not.toMatch(/[{}]|undefined/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
