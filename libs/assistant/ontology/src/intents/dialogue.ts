import type { Bilingual, IntentDefinition } from '../intent.js';

const dialogue = (id: string, description: Bilingual, speech: Bilingual): IntentDefinition => ({
  id: `dialogue.${id}`,
  description,
  risk: 'information',
  targets: [],
  effect: { kind: 'dialogue' },
  speech,
});

/** What is said about the conversation itself. */
export const DIALOGUE: readonly IntentDefinition[] = [
  dialogue('confirm', { zh: '确认', en: 'confirm what was asked' }, { zh: '好的', en: 'all right' }),
  dialogue('cancel', { zh: '取消', en: 'cancel what was asked' }, { zh: '好的，已取消', en: 'all right, cancelled' }),
  dialogue('stop', { zh: '停下', en: 'stop talking or doing' }, { zh: '好的', en: 'all right' }),
  dialogue('correct', { zh: '更正上一句', en: 'correct the last request' }, { zh: '您是想改成什么？', en: 'what should I change it to?' }),
];
