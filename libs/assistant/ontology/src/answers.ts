import type { SignalValue, VehicleState } from '@headway/contracts';
import type { Bilingual } from './intent.js';

const UNKNOWN: Bilingual = { zh: '暂时读不到这个数据', en: 'I cannot read that right now' };

const whole = (value: SignalValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : undefined;

const one =
  (text: (value: number) => Bilingual, scale = 1) =>
  (values: readonly (SignalValue | undefined)[]) => {
    const raw = values[0];
    const value = whole(typeof raw === 'number' ? raw * scale : raw);
    return value === undefined ? undefined : text(value);
  };

function tyres(values: readonly (SignalValue | undefined)[]): Bilingual | undefined {
  if (!values.every((value): value is number => typeof value === 'number')) return undefined;
  const bar = values.map((kPa) => (kPa / 100).toFixed(1));
  const [zhNames, enNames] = [
    ['左前', '右前', '左后', '右后'],
    ['front left', 'front right', 'rear left', 'rear right'],
  ];
  return {
    zh: `胎压：${zhNames.map((name, i) => `${name}${bar[i]}`).join('，')}，单位巴`,
    en: `Tyre pressure in bar: ${enNames.map((name, i) => `${name} ${bar[i]}`).join(', ')}`,
  };
}

function energy([charge, fuel]: readonly (SignalValue | undefined)[]): Bilingual | undefined {
  const [battery, tank] = [whole(charge), whole(fuel)];
  if (battery !== undefined) return { zh: `电量还有${battery}%`, en: `The battery is at ${battery} percent` };
  return tank === undefined ? undefined : { zh: `油量还有${tank}%`, en: `The tank is at ${tank} percent` };
}

function doors(values: readonly (SignalValue | undefined)[]): Bilingual | undefined {
  if (values.every((value) => value === undefined)) return undefined;
  const open = values.filter((value) => value === true).length;
  if (open === 0) return { zh: '车门都关好了', en: 'All doors are closed' };
  return { zh: `有${open}扇车门没关好`, en: open === 1 ? 'One door is open' : `${open} doors are open` };
}

function windows(values: readonly (SignalValue | undefined)[]): Bilingual | undefined {
  if (values.every((value) => value === undefined)) return undefined;
  const open = values.filter((value) => typeof value === 'number' && value > 0).length;
  if (open === 0) return { zh: '车窗都关好了', en: 'All windows are closed' };
  return { zh: `有${open}扇车窗开着`, en: open === 1 ? 'One window is open' : `${open} windows are open` };
}

function faults([lamp, count]: readonly (SignalValue | undefined)[]): Bilingual | undefined {
  const codes = whole(count) ?? 0;
  if (lamp === undefined && count === undefined) return undefined;
  if (lamp !== true && codes === 0) return { zh: '没有发现故障', en: 'No faults found' };
  return codes > 0
    ? { zh: `有${codes}个故障码，建议检查`, en: `There ${codes === 1 ? 'is one fault code' : `are ${codes} fault codes`}: have it checked` }
    : { zh: '故障灯亮了，建议检查', en: 'The warning lamp is on: have the car checked' };
}

const KM = 1 / 1000;
const MINUTES = 1 / 60;

function arrival([seconds, metres]: readonly (SignalValue | undefined)[]): Bilingual | undefined {
  const minutes = whole(typeof seconds === 'number' ? seconds * MINUTES : seconds);
  const km = whole(typeof metres === 'number' ? metres * KM : metres);
  if (minutes === undefined && km === undefined) return undefined;
  const zh = [km === undefined ? '' : `还有${km}公里`, minutes === undefined ? '' : `大约${minutes}分钟`];
  const en = [km === undefined ? '' : `${km} kilometres`, minutes === undefined ? '' : `about ${minutes} minutes`];
  return { zh: zh.filter(Boolean).join('，'), en: `${en.filter(Boolean).join(', ')} to go` };
}

function consumption([watts, litres]: readonly (SignalValue | undefined)[]): Bilingual | undefined {
  const [kilowatts, fuel] = [typeof watts === 'number' ? Math.round(watts / 100) / 10 : undefined, litres];
  if (kilowatts !== undefined) return { zh: `现在功率${kilowatts}千瓦`, en: `Right now ${kilowatts} kilowatts` };
  return typeof fuel === 'number' ? { zh: `现在油耗${fuel}升每百公里`, en: `Right now ${fuel} litres per hundred kilometres` } : undefined;
}

const words =
  (text: (...words: string[]) => Bilingual) =>
  (values: readonly (SignalValue | undefined)[]): Bilingual | undefined =>
    typeof values[0] === 'string' && values[0] !== ''
      ? text(...values.map((value) => (typeof value === 'string' ? value : '')))
      : undefined;

const traffic = one(
  (minutes) =>
    minutes > 0
      ? { zh: `前方拥堵，大约耽误${minutes}分钟`, en: `Traffic costs about ${minutes} minutes` }
      : { zh: '前方畅通', en: 'The road ahead is clear' },
  MINUTES,
);

/** Wording of each answer, from the values of the question's paths in their order. VSS gives ranges and distances in metres. */
const ANSWERS: Record<string, (values: readonly (SignalValue | undefined)[]) => Bilingual | undefined> = {
  'question.range': one((km) => ({ zh: `还能开大约${km}公里`, en: `You can drive about ${km} kilometres` }), 1 / 1000),
  'question.energy': energy,
  'question.tyres': tyres,
  'question.speed': one((kmh) => ({ zh: `现在时速${kmh}公里`, en: `You are going ${kmh} kilometres per hour` })),
  'question.outside': one((degrees) => ({ zh: `车外${degrees}度`, en: `It is ${degrees} degrees outside` })),
  'question.inside': one((degrees) => ({ zh: `车内${degrees}度`, en: `It is ${degrees} degrees inside` })),
  'question.odometer': one((km) => ({ zh: `总里程${km}公里`, en: `The car has driven ${km} kilometres` }), 1 / 1000),
  'question.doors': doors,
  'question.windows': windows,
  'question.faults': faults,
  'question.service': one((km) => ({ zh: `离下次保养还有${km}公里`, en: `${km} kilometres to the next service` })),
  'question.charging': one((minutes) => ({ zh: `还要充大约${minutes}分钟`, en: `About ${minutes} minutes of charging left` }), MINUTES),
  'question.consumption': consumption,
  'question.arrival': arrival,
  'question.traffic': traffic,
  'question.weather': words((summary) => ({ zh: summary, en: summary })),
  'question.song': words((track, artist) => ({
    zh: artist ? `${artist}的${track}` : (track ?? ''),
    en: artist ? `${track} by ${artist}` : (track ?? ''),
  })),
};

/** The answer to a question intent from the vehicle's state; says so when the state does not hold it. */
export function answerQuestion(intent: string, paths: readonly string[], state: VehicleState): Bilingual {
  return ANSWERS[intent]?.(paths.map((path) => state[path])) ?? UNKNOWN;
}
