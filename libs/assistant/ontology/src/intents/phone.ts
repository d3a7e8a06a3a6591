import type { Bilingual, IntentDefinition } from '../intent.js';

const PHONE_PATH = 'Vehicle.Cabin.Infotainment.Phone';

const action = (id: string, value: string, text: Bilingual): IntentDefinition => ({
  id,
  description: text,
  risk: 'comfort',
  targets: [`${PHONE_PATH}.Action`],
  effect: { kind: 'constant', value },
  speech: text,
});

/** The paired telephone. Whom a name means is the telephone's part; calling somebody wrongly costs attention, hence the risk. */
export const PHONE: readonly IntentDefinition[] = [
  {
    id: 'phone.call',
    description: { zh: '给某人或某号码打电话', en: 'call somebody or a number' },
    risk: 'distraction',
    targets: [`${PHONE_PATH}.DialText`],
    effect: { kind: 'text', slot: 'contact' },
    speech: { zh: '打给{value}', en: 'calling {value}' },
  },
  action('phone.answer', 'ANSWER', { zh: '接听电话', en: 'answering the call' }),
  action('phone.hangup', 'HANG_UP', { zh: '挂断电话', en: 'ending the call' }),
  action('phone.redial', 'REDIAL', { zh: '重拨', en: 'calling the last number again' }),
];
