import type { Pair } from '../pairs.js';

const GO = '(导航到|导航去|去|到|我要去|带我去|先去|先导航到|先导航去|先到|先带我去)';
const STOP = '(中途|路上|半路|途中|顺路|顺便|路上先|中间)(去|到|经过|去趟|去一下|停一下|拐到|绕到)';
const LATER = '(再去|然后去|接着去|之后去|完了去|最后去|再到|然后到|再导航去|然后再去|完事去|再回|然后回|最后回)';

/** Two Chinese clauses of one journey or one evening: a stop on the way to where the first leads, sound that goes with what is played. */
export const ZH_JOURNEYS: readonly Pair[] = [
  {
    first: { intent: 'navigation.to', template: `${GO}[place:<destination>]` },
    second: { intent: 'navigation.via', template: `${STOP}[place:(<destination>|<poi>)]` },
    terse: true,
  },
  {
    first: { intent: 'navigation.to', template: `${GO}[place:<destination>]` },
    second: { intent: 'navigation.via', template: `${LATER}[place:(<destination>|<home>)]` },
    terse: true,
  },
  {
    first: { intent: 'navigation.to', template: '(先去|先到|先导航到|先带我去)[place:(<poi>|<destination>)]' },
    second: { intent: 'navigation.via', template: `${LATER}[place:(<home>|<destination>)]` },
    terse: true,
  },
  {
    first: { intent: 'navigation.to', template: `(回|导航回)[place:<home>]` },
    second: { intent: 'navigation.via', template: `${STOP}[place:<poi>](买点东西|接<who>|)` },
    terse: true,
  },
  {
    first: { intent: 'navigation.to', template: `${GO}[place:<destination>]` },
    second: { intent: 'navigation.avoid', template: '(不走|别走|避开|不要走|别上|不上)[mode:(高速|收费|高架|拥堵)](的路|路段|)' },
    terse: true,
  },
  {
    first: { intent: 'navigation.to', template: `${GO}[place:<destination>]` },
    second: { intent: 'navigation.prefer', template: '(走|选)[mode:(高速|最快|最近|最短|时间最短)](的路|的路线|那条|)' },
    terse: true,
  },
  {
    first: { intent: 'navigation.to', template: `${GO}[place:<destination>]` },
    second: { intent: 'question.arrival', template: '(要多久|多久能到|几点能到|还有多远|大概几点到|多远)' },
    terse: true,
  },
  {
    first: { intent: 'navigation.to', template: `${GO}[place:<destination>]` },
    second: { intent: 'question.traffic', template: '(堵不堵|路上堵吗|路况怎么样|看看堵不堵|看一下路况)' },
  },
  {
    first: { intent: 'navigation.cancel', template: '(别导了|不去了|取消导航|不去那了|导航取消)' },
    second: { intent: 'navigation.to', template: '(改去|去|直接回|导航去|换成去)[place:(<destination>|<home>)]' },
  },
  {
    first: { intent: 'media.search', template: '(放|播放|来首|我想听|听)[query:(<known>|<query>)]' },
    second: { intent: 'media.volume.up', template: '(声音|音量|)(大|开大|放大|调大)[value:<bit>](声|)' },
  },
  {
    first: { intent: 'media.search', template: '(放|播放|来首|我想听|听)[query:(<known>|<query>)]' },
    second: { intent: 'media.volume.set', template: '(音量|声音)(调到|开到|放到|)[value:(<plainPercent>|<percent>|最大)]' },
  },
  {
    first: { intent: 'media.search', template: '(放|播放|来首|我想听|听)[query:<known>]' },
    second: { intent: 'media.order', template: '[mode:(单曲循环|循环|随机)](播放|放|)' },
  },
  {
    first: { intent: 'media.volume.set', template: '(音量|声音)(调到|开到|)[value:(<plainPercent>|<percent>)]' },
    second: { intent: 'media.search', template: '(放|播放|来首|听)[query:(<artist>|<song>|<genre>|<query>)]' },
  },
  {
    first: {
      intent: 'media.source',
      template: '(关了|不听|退出)(收音机|电台|蓝牙)(，|)(切回|换|换成|切到)[mode:(蓝牙|收音机|U盘|在线音乐)]',
    },
    second: { intent: 'media.search', template: '(放|播放|听)[query:(<artist>|<song>|<genre>)]' },
  },
  {
    first: { intent: 'media.pause', template: '(暂停|音乐停一下|别放了|关音乐|把音乐关了)' },
    second: { intent: 'phone.call', template: '(给[contact:<contact>](打个电话|打电话)|(打给|呼叫)[contact:<contact>])' },
  },
  {
    first: { intent: 'phone.answer', template: '(接电话|接一下电话|接听|电话接起来)' },
    second: { intent: 'media.pause', template: '(音乐停一下|把歌停了|音乐暂停|别放歌了)' },
  },
  {
    first: { intent: 'phone.hangup', template: '(挂了|挂断|把电话挂了|挂电话)' },
    second: { intent: 'media.play', template: '(继续放歌|接着放|继续播放|放音乐)' },
  },
  {
    first: { intent: 'question.energy', template: '(还有多少电|电量多少|电还够吗|油还有多少)' },
    second: { intent: 'navigation.to', template: '(找个|去|导航去)[place:(最近的充电站|充电站|加油站|最近的加油站|充电桩)]' },
  },
];
