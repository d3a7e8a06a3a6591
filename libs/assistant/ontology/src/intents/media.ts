import type { Bilingual, IntentDefinition } from '../intent.js';
import { onOff } from './on-off.js';

const MEDIA = 'Vehicle.Cabin.Infotainment.Media';

const transport = (id: string, value: string, text: Bilingual): IntentDefinition => ({
  id,
  description: text,
  risk: 'comfort',
  targets: [`${MEDIA}.Action`],
  effect: { kind: 'constant', value },
  speech: text,
});

const volume = (id: string, effect: IntentDefinition['effect'], description: Bilingual, speech: Bilingual): IntentDefinition => ({
  id,
  description,
  risk: 'comfort',
  targets: [`${MEDIA}.Volume`],
  effect,
  speech,
});

/** Sound: volume, transport, what to play and from where. */
export const MEDIA_INTENTS: readonly IntentDefinition[] = [
  volume(
    'media.volume.set',
    { kind: 'set' },
    { zh: '音量调到某个值', en: 'set the volume' },
    { zh: '音量调到{value}', en: 'setting the volume to {value}' },
  ),
  volume(
    'media.volume.up',
    { kind: 'step', direction: 1 },
    { zh: '调大音量', en: 'louder' },
    { zh: '音量调大到{value}', en: 'turning the volume up to {value}' },
  ),
  volume(
    'media.volume.down',
    { kind: 'step', direction: -1 },
    { zh: '调小音量', en: 'quieter' },
    { zh: '音量调小到{value}', en: 'turning the volume down to {value}' },
  ),
  volume('media.mute', { kind: 'constant', value: 0 }, { zh: '静音', en: 'mute' }, { zh: '静音', en: 'muting' }),
  volume('media.unmute', { kind: 'turn-on' }, { zh: '取消静音', en: 'let it be heard again' }, { zh: '取消静音', en: 'unmuting' }),
  transport('media.play', 'PLAY', { zh: '播放', en: 'playing' }),
  transport('media.pause', 'STOP', { zh: '暂停播放', en: 'pausing' }),
  transport('media.next', 'SKIP_FORWARD', { zh: '下一首', en: 'skipping to the next one' }),
  transport('media.previous', 'SKIP_BACKWARD', { zh: '上一首', en: 'going back to the previous one' }),
  transport('media.forward', 'FAST_FORWARD', { zh: '快进', en: 'winding forward' }),
  transport('media.rewind', 'FAST_BACKWARD', { zh: '快退', en: 'winding back' }),
  {
    id: 'media.order',
    description: { zh: '切换播放顺序', en: 'shuffle or repeat' },
    risk: 'comfort',
    targets: [`${MEDIA}.PlayOrder`],
    effect: { kind: 'choice', slot: 'mode', choices: 'playOrder' },
    speech: { zh: '切换到{value}', en: 'playing {value}' },
  },
  ...onOff(
    'media.favourite',
    `${MEDIA}.IsFavourite`,
    { zh: '这首歌', en: 'this to your favourites' },
    { verbs: { on: { zh: '收藏', en: 'adding' }, off: { zh: '取消收藏', en: 'no longer adding' } } },
  ),
  {
    id: 'media.tune',
    description: { zh: '收听某个频率的电台', en: 'tune the radio to a frequency' },
    risk: 'comfort',
    targets: [`${MEDIA}.Radio.Frequency`],
    effect: { kind: 'set' },
    speech: { zh: '收听{value}', en: 'tuning to {value}' },
  },
  {
    id: 'media.search',
    description: { zh: '播放指定的歌手、歌名或风格', en: 'play an artist, a title or a genre' },
    risk: 'comfort',
    targets: [`${MEDIA}.SearchText`],
    effect: { kind: 'text', slot: 'query' },
    speech: { zh: '播放{value}', en: 'playing {value}' },
  },
  {
    id: 'media.source',
    description: { zh: '切换音源', en: 'change the source of sound' },
    risk: 'comfort',
    targets: [`${MEDIA}.Played.Source`],
    effect: { kind: 'choice', slot: 'mode', choices: 'mediaSource' },
    speech: { zh: '切换到{value}', en: 'switching to {value}' },
  },
];
