import type { VehicleState } from '@headway/contracts';
import type { DefaultZone, ZoneStyle } from './intent.js';

/** Seats by their place in the car, seen in driving direction. */
export const PLACES = ['front-left', 'front-right', 'rear-left', 'rear-right'] as const;
export type Place = (typeof PLACES)[number];

/** What a zone word means: places, or the driver's and the passenger's seat wherever they are. */
type ZoneMember = Place | 'driver' | 'passenger';

const FRONT = ['front-left', 'front-right'] as const;
const REAR = ['rear-left', 'rear-right'] as const;

const WEAK_ALL = 'all-of-them';

/** Zones as people say them. Chinese entries are matched without 的 and spaces, English ones as whole words. */
export const ZONE_WORDS: readonly { zone: string; members: readonly ZoneMember[]; zh: readonly string[]; en: readonly string[] }[] = [
  {
    zone: 'driver',
    members: ['driver'],
    zh: [
      '主驾驶位',
      '主驾驶座',
      '主驾驶',
      '主驾位',
      '主驾座',
      '主驾侧',
      '主驾',
      '驾驶位',
      '驾驶座',
      '驾驶员侧',
      '驾驶员',
      '驾驶席',
      '司机位',
      '司机',
      '我这边',
      '我这侧',
      '我这里',
      '我这儿',
      '我这',
      '我旁边',
      '我',
    ],
    en: [
      "driver's side",
      'driver side',
      "driver's seat",
      "driver's",
      'drivers side',
      'offside',
      'off side',
      'drivers',
      'driver seat',
      'driver',
      'my side',
      'my seat',
      'mine',
      'my',
      'me',
    ],
  },
  {
    zone: 'passenger',
    members: ['passenger'],
    zh: [
      '副驾驶位',
      '副驾驶座',
      '副驾驶',
      '副驾位',
      '副驾座',
      '副驾侧',
      '副驾',
      '副座',
      '副司机',
      '副驾席',
      '老婆那边',
      '老公那边',
      '付驾',
      '我老婆',
      '我老公',
      '我媳妇',
      '我爱人',
      '爱人',
      '老婆',
      '老公',
      '媳妇',
      '她那',
      '他那',
      '乘客',
      '她那边',
      '他那边',
    ],
    en: [
      "front passenger's side",
      'front passenger side',
      'front passenger',
      "passenger's side",
      'passenger side',
      "passenger's seat",
      "passenger's",
      'passengers side',
      'passenger seat',
      'passenger',
      'co-driver',
      'nearside',
      'near side',
      "wife's side",
      "husband's side",
      'shotgun',
      "my wife's side",
      "my husband's side",
      'my wife',
      'my husband',
      'my girlfriend',
      'my boyfriend',
      'wife',
      'husband',
      'missus',
      'girlfriend',
      'boyfriend',
      'kerb side',
      'curb side',
      'her side',
      'his side',
      'hers',
      'her',
      'his',
      'him',
    ],
  },
  {
    zone: 'front-left',
    members: ['front-left'],
    zh: ['左前方', '左前', '前左', '前排左边', '前排左侧', '前排左'],
    en: ['front left', 'left front'],
  },
  {
    zone: 'front-right',
    members: ['front-right'],
    zh: ['右前方', '右前', '前右', '前排右边', '前排右侧', '前排右'],
    en: ['front right', 'right front'],
  },
  {
    zone: 'rear-left',
    members: ['rear-left'],
    zh: ['后排左边', '后排左侧', '后排左', '后座左边', '左后排', '左后座', '左后方', '左后侧', '左后', '后左'],
    en: ['rear left', 'left rear', 'back left', 'left back', 'behind me', 'behind the driver', 'rear driver side', "rear driver's side"],
  },
  {
    zone: 'rear-right',
    members: ['rear-right'],
    zh: ['后排右边', '后排右侧', '后排右', '后座右边', '右后排', '右后座', '右后方', '右后侧', '右后', '后右'],
    en: ['rear right', 'right rear', 'back right', 'right back', 'behind the passenger', 'rear passenger side', "rear passenger's side"],
  },
  {
    zone: 'front',
    members: FRONT,
    zh: ['前排两边', '前排两侧', '前面两个', '前排两个', '第一排', '前排', '前面', '前边', '前座', '前头', '前'],
    en: ['both front', 'front row', 'front seats', 'up front', 'front'],
  },
  {
    zone: 'rear',
    members: REAR,
    zh: [
      '后排两边',
      '后排两侧',
      '后面两个',
      '后排两个',
      '后座两个',
      '后面两边',
      '后面俩',
      '后排俩',
      '后头俩',
      '后座俩',
      '我妈',
      '我爸',
      '奶奶',
      '爷爷',
      '孩子那边',
      '孩子',
      '小孩',
      '宝宝',
      '娃',
      '老人',
      '老人家',
      '中排',
      '第二排',
      '二排',
      '后排座',
      '后排',
      '后面',
      '后边',
      '后座',
      '后头',
      '后',
    ],
    en: [
      'both rear',
      'both back',
      'second row',
      'rear row',
      'rear seats',
      'back row',
      'back seats',
      'back seat',
      'rear passengers',
      'in the back',
      'rear',
      'back',
      'kids',
      'children',
      'little ones',
      'baby',
      'toddler',
      'boys',
      'girls',
      'back there',
      'behind us',
    ],
  },
  {
    zone: 'left',
    members: ['front-left', 'rear-left'],
    zh: ['左手边', '左边', '左侧', '左面', '左'],
    en: ['left hand side', 'left side', 'left'],
  },
  {
    zone: 'right',
    members: ['front-right', 'rear-right'],
    zh: ['右手边', '右边', '右侧', '右面', '右'],
    en: ['right hand side', 'right side', 'right'],
  },
  {
    zone: 'front-both',
    members: FRONT,
    zh: ['两边', '两侧', '俩', '我们俩', '主副驾', '正副驾', '前两个'],
    en: ['both sides', 'both', 'the two of us', 'us both'],
  },
  {
    zone: 'all',
    members: PLACES,
    zh: ['所有', '全部', '全车', '整车', '整个车', '车里', '每个', '四个', '四扇', '全部的'],
    en: [
      'the whole car',
      'whole car',
      'whole cabin',
      'entire car',
      'whole',
      'entire',
      'everywhere',
      'everyone',
      'everybody',
      'all four',
      'all the',
      'all of the',
      'all',
      'every',
      'each',
    ],
  },
  /** Says "all" only where no other zone is named: 后排的都打开 means the rear. */
  { zone: WEAK_ALL, members: PLACES, zh: ['全都', '都', '全'], en: [] },
];

interface Entry {
  word: string;
  zone: string;
  members: readonly ZoneMember[];
  latin: boolean;
}

const ENTRIES: readonly Entry[] = ZONE_WORDS.flatMap(({ zone, members, zh, en }) => [
  ...zh.map((word) => ({ word, zone, members, latin: false })),
  ...en.map((word) => ({ word, zone, members, latin: true })),
]).sort((a, b) => b.word.length - a.word.length);

/** A zone word found in a text, with its UTF-16 range. */
export interface ZoneMatch {
  zone: string;
  start: number;
  end: number;
  members: readonly ZoneMember[];
}

const isLetter = (char: string | undefined) => char !== undefined && /[\p{Script=Latin}'’]/u.test(char);

function matchAt(text: string, at: number): ZoneMatch | undefined {
  const entry = ENTRIES.find(
    ({ word, latin }) => text.startsWith(word, at) && !(latin && (isLetter(text[at - 1]) || isLetter(text[at + word.length]))),
  );
  return entry && { zone: entry.zone, start: at, end: at + entry.word.length, members: entry.members };
}

/** Every zone word of a text from left to right, the longest at each place. `text` may be of any case. */
export function findZones(text: string): ZoneMatch[] {
  const lower = text.toLowerCase().replaceAll('’', "'");
  const matches: ZoneMatch[] = [];
  for (let at = 0; at < lower.length;) {
    const match = matchAt(lower, at);
    if (match) matches.push(match);
    at = match ? match.end : at + 1;
  }
  return matches;
}

/** Whether the driver sits left (VSS `Vehicle.Cabin.DriverPosition`; left where the state does not say). */
export const driverSitsLeft = (state: VehicleState): boolean => state['Vehicle.Cabin.DriverPosition'] !== 'RIGHT';

const placeOf = (member: ZoneMember, driverLeft: boolean): Place => {
  if (member === 'driver') return driverLeft ? 'front-left' : 'front-right';
  if (member === 'passenger') return driverLeft ? 'front-right' : 'front-left';
  return member;
};

/** The places a slot's words mean, in the order of `PLACES`; empty when no zone word is in it. */
export function resolveZone(text: string, state: VehicleState): Place[] {
  const spoken = text.replaceAll('的', '').replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
  const found = findZones(spoken);
  const strong = found.filter((match) => match.zone !== WEAK_ALL);
  const meant = strong.length > 0 ? strong : found;
  const members = new Set(meant.flatMap((match) => match.members.map((member) => placeOf(member, driverSitsLeft(state)))));
  return PLACES.filter((place) => members.has(place));
}

/** The places meant when the driver names none. */
export function fallbackPlaces(fallback: DefaultZone, state: VehicleState): Place[] {
  if (fallback === 'all') return [...PLACES];
  return fallback === 'front' ? [...FRONT] : [placeOf('driver', driverSitsLeft(state))];
}

/** How a place is written in the VSS path of a target. Several places may share one path: the result is without duplicates. */
export function zoneSegments(places: readonly Place[], style: ZoneStyle, state: VehicleState): string[] {
  const segments = places.map((place) => {
    const row = place.startsWith('front') ? 1 : 2;
    const driverSide = place.endsWith('left') === driverSitsLeft(state);
    if (style === 'end') return row === 1 ? 'Front' : 'Rear';
    if (style === 'mirror') return driverSide ? 'DriverSide' : 'PassengerSide';
    if (style === 'station') return `Row${row}.${driverSide ? 'Driver' : 'Passenger'}`;
    return `Row${row}.${driverSide ? 'DriverSide' : 'PassengerSide'}`;
  });
  return [...new Set(segments)];
}

/** Every path of target templates for the given places, or for all of them. */
export function expandTargets(
  targets: readonly string[],
  style: ZoneStyle | undefined,
  places: readonly Place[] | 'all',
  state: VehicleState = {},
): string[] {
  if (!style) return [...targets];
  const segments = zoneSegments(places === 'all' ? PLACES : places, style, state);
  return targets.flatMap((target) => segments.map((segment) => target.replace('{zone}', segment)));
}
