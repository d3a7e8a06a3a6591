import type { Risk } from '@headway/contracts';
import type { Bilingual, IntentDefinition } from '../intent.js';

interface Switch {
  risk?: Risk;
  zones?: IntentDefinition['zones'];
  /** Verbs where 打开/关闭 and turning on/off do not fit. */
  verbs?: { on: Bilingual; off: Bilingual; onId?: string; offId?: string };
  /** Who is meant by "off" without a zone, when it differs from "on". */
  offFallback?: NonNullable<IntentDefinition['zones']>['fallback'];
}

/** The pair of intents of a boolean actuator: `<id>.on` writes true, `<id>.off` writes false. */
export function onOff(id: string, target: string, thing: Bilingual, options: Switch = {}): IntentDefinition[] {
  const on = options.verbs?.on ?? { zh: '打开', en: 'turning on' };
  const off = options.verbs?.off ?? { zh: '关闭', en: 'turning off' };
  const make = (value: boolean, verb: Bilingual, suffix: string): IntentDefinition => ({
    id: `${id}.${suffix}`,
    description: { zh: `${verb.zh}${thing.zh}`, en: `${verb.en} ${thing.en}` },
    risk: options.risk ?? 'comfort',
    targets: [target],
    zones: options.zones && !value && options.offFallback ? { ...options.zones, fallback: options.offFallback } : options.zones,
    effect: { kind: 'constant', value },
    speech: {
      zh: options.zones ? `${verb.zh}{zone}${thing.zh}` : `${verb.zh}${thing.zh}`,
      en: options.zones ? `${verb.en} ${thing.en} ({zone})` : `${verb.en} ${thing.en}`,
    },
  });
  return [make(true, on, options.verbs?.onId ?? 'on'), make(false, off, options.verbs?.offId ?? 'off')];
}
