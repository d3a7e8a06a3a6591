import { describe, expect, it } from '@jest/globals';
import type { Language, SemanticFrame, VehicleState } from '@headway/contracts';
import { labelFromManualAction } from './manual-action.js';
import { resolvePlan } from './resolve-plan.js';

function plan(text: string, intent: string, slots: Record<string, string> = {}, state: VehicleState = {}) {
  const frame: SemanticFrame = {
    intent,
    confidence: 0.9,
    span: [0, text.length],
    slots: Object.entries(slots).map(([name, words]) => {
      const start = text.indexOf(words);
      return { name, text: words, start, end: start + words.length, confidence: 1 };
    }),
  };
  const language: Language = /\p{Script=Han}/u.test(text) ? 'zh' : 'en';
  return resolvePlan([frame], { text, language, state });
}

const writes = (...args: Parameters<typeof plan>) => plan(...args).actions.map(({ path, value }) => [path.replace('Vehicle.', ''), value]);
const INFOTAINMENT = 'Cabin.Infotainment.';
const SEAT = 'Cabin.Seat.Row1.DriverSide.';

describe('mirrors', () => {
  it.each([
    ['左边后视镜往下一点', { zone: '左边', mode: '下', value: '一点' }, {}, [['Body.Mirrors.DriverSide.Tilt', -8]]],
    ['右后视镜抬高', { zone: '右', mode: '抬高' }, {}, [['Body.Mirrors.PassengerSide.Tilt', 15]]],
    ['move the left mirror to the right', { zone: 'left', mode: 'to the right' }, {}, [['Body.Mirrors.DriverSide.Yaw', 15]]],
    [
      'tilt the driver mirror down',
      { zone: 'driver', mode: 'down' },
      { 'Vehicle.Body.Mirrors.DriverSide.Tilt': -95 },
      [['Body.Mirrors.DriverSide.Tilt', -100]],
    ],
    [
      '后视镜往左',
      { mode: '左' },
      {},
      [
        ['Body.Mirrors.DriverSide.Yaw', -15],
        ['Body.Mirrors.PassengerSide.Yaw', -15],
      ],
    ],
  ] as const)('%s', (text, slots, state, expected) => {
    expect(writes(text, 'mirror.adjust', slots, state as VehicleState)).toEqual(expected);
  });

  it('ask which way when none is named', () => {
    expect(plan('调一下后视镜', 'mirror.adjust')).toMatchObject({ actions: [], question: expect.stringContaining('哪一种') });
  });

  it('teach from the hand', () => {
    const observed = { language: 'zh' as const, path: 'Vehicle.Body.Mirrors.DriverSide.Tilt', before: 0, value: -20 };
    expect(labelFromManualAction({ ...observed, utterance: '看不到后轮镜子往下点' })?.intent).toBe('mirror.adjust');
  });
});

describe('what the wider cockpit writes', () => {
  it.each([
    ['空调切到制热', 'climate.mode', { mode: '制热' }, [['Cabin.HVAC.Mode', 'HEAT']]],
    ['sync the zones', 'climate.sync.on', {}, [['Cabin.HVAC.IsZoneSyncActive', true]]],
    ['腰托顶一点', 'seat.lumbar.up', { value: '一点' }, [[`${SEAT}Backrest.LumbarSupport`, 60]]],
    ['座椅记忆二', 'seat.memory.recall', { value: '二' }, [[`${SEAT}Memory.Recall`, 2]]],
    ['恢复座椅位置', 'seat.memory.recall', {}, [[`${SEAT}Memory.Recall`, 1]]],
    ['save my seat as position 3', 'seat.memory.store', { value: '3' }, [[`${SEAT}Memory.Store`, 3]]],
    ['喷点玻璃水', 'wiper.wash', {}, [['Body.Windshield.Front.Washer.IsActive', true]]],
    ['stop charging', 'charging.stop', {}, [['Powertrain.TractionBattery.Charging.StartStopCharging', 'STOP']]],
    ['息屏', 'screen.off', {}, [[`${INFOTAINMENT}HMI.IsScreenOn`, false]]],
    ['单曲循环', 'media.order', { mode: '单曲循环' }, [[`${INFOTAINMENT}Media.PlayOrder`, 'REPEAT_ONE']]],
    ['收藏这首歌', 'media.favourite.on', {}, [[`${INFOTAINMENT}Media.IsFavourite`, true]]],
    ['fm一零三点七', 'media.tune', { value: '一零三点七' }, [[`${INFOTAINMENT}Media.Radio.Frequency`, 103.7]]],
    ['radio one oh one point three', 'media.tune', { value: 'one oh one point three' }, [[`${INFOTAINMENT}Media.Radio.Frequency`, 101.3]]],
    ['unmute', 'media.unmute', {}, [[`${INFOTAINMENT}Media.Volume`, 30]]],
    ['不走高速', 'navigation.avoid', { mode: '高速' }, [[`${INFOTAINMENT}Navigation.Avoid`, 'MOTORWAYS']]],
    ['the fastest route', 'navigation.prefer', { mode: 'fastest' }, [[`${INFOTAINMENT}Navigation.Prefer`, 'FASTEST']]],
    ['stop at the bakery', 'navigation.via', { place: 'the bakery' }, [[`${INFOTAINMENT}Navigation.ViaText`, 'bakery']]],
    ['给老王打电话', 'phone.call', { contact: '老王' }, [[`${INFOTAINMENT}Phone.DialText`, '老王']]],
    ['call my wife', 'phone.call', { contact: 'my wife' }, [[`${INFOTAINMENT}Phone.DialText`, 'wife']]],
    ['挂了', 'phone.hangup', {}, [[`${INFOTAINMENT}Phone.Action`, 'HANG_UP']]],
  ] as const)('%s', (text, intent, slots, expected) => {
    const made = plan(text, intent, slots);
    expect(made.actions.map(({ path, value }) => [path.replace('Vehicle.', ''), value])).toEqual(expected);
    expect(made.speech).not.toMatch(/[{}]|undefined/);
  });

  it("moves the driver's seat to a stored position only while the car stands", () => {
    const recall = (speed: number) => plan('座椅记忆一', 'seat.memory.recall', { value: '一' }, { 'Vehicle.Speed': speed }).actions[0];
    expect(recall(0)).toMatchObject({ status: 'ready' });
    expect(recall(60)).toMatchObject({ status: 'refused', rule: 'standing-only.driver-seat' });
  });

  it('asks whom to call', () => {
    expect(plan('call somebody', 'phone.call').question).toContain('call');
  });
});

describe('answers', () => {
  const NAVIGATION = 'Vehicle.Cabin.Infotainment.Navigation.';
  it.each([
    [
      'question.arrival',
      { [`${NAVIGATION}TimeToDestination`]: 1500, [`${NAVIGATION}DistanceToDestination`]: 18_200 },
      '还有18公里，大约25分钟',
    ],
    ['question.traffic', { [`${NAVIGATION}TrafficDelay`]: 0 }, '前方畅通'],
    ['question.traffic', { [`${NAVIGATION}TrafficDelay`]: 600 }, '前方拥堵，大约耽误10分钟'],
    ['question.weather', { 'Vehicle.Cabin.Infotainment.Weather.Summary': '多云，二十度' }, '多云，二十度'],
    ['question.faults', { 'Vehicle.OBD.Status.IsMILOn': false, 'Vehicle.OBD.Status.DTCCount': 0 }, '没有发现故障'],
    ['question.faults', { 'Vehicle.OBD.Status.DTCCount': 2 }, '有2个故障码，建议检查'],
    ['question.windows', { 'Vehicle.Cabin.Door.Row1.DriverSide.Window.Position': 40 }, '有1扇车窗开着'],
    ['question.service', { 'Vehicle.Service.DistanceToService': 3200 }, '离下次保养还有3200公里'],
    ['question.charging', { 'Vehicle.Powertrain.TractionBattery.Charging.TimeToComplete': 5400 }, '还要充大约90分钟'],
    ['question.consumption', { 'Vehicle.Powertrain.TractionBattery.CurrentPower': 15_300 }, '现在功率15.3千瓦'],
    [
      'question.song',
      {
        'Vehicle.Cabin.Infotainment.Media.Played.Track': '大鱼',
        'Vehicle.Cabin.Infotainment.Media.Played.Artist': '周深',
      },
      '周深的大鱼',
    ],
    ['question.song', {}, '暂时读不到这个数据'],
  ] as const)('%s from %j', (intent, state, answer) => {
    expect(plan('问', intent, {}, state as VehicleState).answer).toBe(answer);
  });
});
