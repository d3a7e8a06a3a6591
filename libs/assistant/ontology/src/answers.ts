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
};

/** The answer to a question intent from the vehicle's state; says so when the state does not hold it. */
export function answerQuestion(intent: string, paths: readonly string[], state: VehicleState): Bilingual {
  return ANSWERS[intent]?.(paths.map((path) => state[path])) ?? UNKNOWN;
}
