import type { Pair, PairClause } from '../pair.js';

/** The shortest ways to say what drivers string together: 关窗开空调吹脚. */
const SHORT: Readonly<Record<string, string>> = {
  'window.close': '(关窗|关上窗户|窗户关上|关车窗|窗关了|窗户全关|关一下窗)',
  'climate.on': '(开空调|打开空调|空调打开|空调开上|开冷气|开暖风|空调开一下)',
  'climate.airflow.set': '(吹[mode:(脚|脸|腿|玻璃)]|[mode:(吹脚|吹脸|吹窗)]|往[mode:(脚|脸)]吹)',
  'light.low-beam.on': '(开大灯|大灯打开|打开大灯|开近光)',
  'light.fog.on': '(开雾灯|雾灯打开|打开[zone:(前|后)]雾灯)',
  'window.open': '(开窗|打开窗户|窗户打开|降下车窗|开个窗|[zone:<place>]窗打开)',
  'climate.recirculation.on': '(内循环|开内循环|切内循环|内循环打开)',
  'climate.temperature.set': '(温度|空调|调到|开到|)[value:<celsius>]',
  'seat.heat.on': '(座椅加热|开座椅加热|座椅加热打开|[zone:<place>]加热|[zone:<place>]座椅加热[value:<level>])',
  'steering.heat.on': '(方向盘加热|方向盘热一下|开方向盘加热)',
  'climate.fan.set': '(风量|风速|风)(调到|开到|)[value:(<level>|最大|最小)]',
  'door.lock.on': '(锁车|锁门|锁车门|车门锁上)',
  'mirror.fold.on': '(收后视镜|后视镜收起来|折后视镜|后视镜收了)',
  'wiper.on': '(开雨刮|雨刮打开|开雨刷|雨刮开一下)',
  'sunroof.close': '(关天窗|天窗关上|天窗关了)',
  'media.volume.up': '(声音|音量)大[value:<bit>]',
  'sunroof.open': '(开天窗|天窗打开|打开天窗)',
  'shade.open': '(开遮阳帘|遮阳帘打开|帘子拉开)',
  'climate.off': '(关空调|空调关了|关掉空调)',
  'climate.fan.down': '风(小|调小|关小)[value:<bit>]',
  'climate.fan.up': '风(大|调大|开大)[value:<bit>]',
  'light.ambient.on': '(开氛围灯|氛围灯打开)',
  'light.ambient.color': '氛围灯(换|调|)[color:(红色|蓝色|绿色|紫色|白色|粉色)]',
  'media.search': '放[query:<name>](的歌|)',
  'media.volume.set': '音量(调到|)[value:<number>]',
  'seat.vent.on': '(座椅通风|开座椅通风|座椅通风打开|[zone:<place>]通风)',
  'seat.massage.on': '(开按摩|按摩打开|按摩开上)',
  'seat.recline': '(座椅放倒|靠背放倒|放倒座椅|靠背放平)',
  'light.hazard.on': '(打双闪|开双闪|双闪打开)',
  'media.pause': '(关音乐|音乐停了|暂停音乐)',
  'media.mute': '(静音|声音关了)',
  'tailgate.open': '(开后备箱|后备箱打开|打开尾门)',
  'door.lock.off': '(解锁|车门解锁|开锁)',
  'defrost.front.on': '(除雾|开除雾|前挡除雾|除雾打开)',
  'defrost.rear.on': '(后除雾|开后除雾|后窗加热打开)',
  'drive.mode': '(切|换|开)[mode:(运动|经济|舒适|雪地)](模式|)',
  'navigation.to': '(导航|)(回[place:家]|去[place:公司])',
  'light.dome.off': '(关车内灯|车内灯关了|顶灯关了)',
  'seat.heat.off': '(关座椅加热|座椅加热关了|加热关了)',
  'seat.vent.off': '(关座椅通风|座椅通风关了|通风关了)',
  'light.high-beam.off': '(关远光|远光关了)',
  'light.high-beam.on': '(开远光|远光打开)',
  'shade.close': '(拉遮阳帘|遮阳帘拉上|帘子拉上)',
  'screen.brightness.down': '屏幕(调|)暗[value:<bit>]',
  'mirror.heat.on': '(后视镜加热|开后视镜加热)',
  'media.play': '(放歌|放音乐|来点音乐)',
  'climate.recirculation.off': '(外循环|开外循环|换外循环)',
  'light.reading.on': '(开阅读灯|[zone:<place>]阅读灯打开)',
  'climate.temperature.up': '温度(高|升|调高)[value:(<bit>|<deltaDegree>)]',
  'climate.temperature.down': '温度(低|降|调低)[value:(<bit>|<deltaDegree>)]',
  'charge-port.open': '(开充电口|充电口打开)',
  'light.low-beam.off': '(关大灯|大灯关了)',
  'wiper.off': '(关雨刮|雨刮关了|雨刮停)',
  'mirror.fold.off': '(展开后视镜|后视镜打开)',
  'media.volume.down': '(声音|音量)小[value:<bit>]',
  'climate.mode': '(切|换|开|)[mode:(制冷|制热|除湿)]',
};

const CLAUSES: readonly PairClause[] = Object.entries(SHORT).map(([intent, template]) => ({ intent, template }));

/** How far apart in the list the third clause stands from the second. */
const STRIDE = 7;

const deviceOf = ({ intent }: PairClause) => intent.slice(0, intent.lastIndexOf('.'));

/** Every two short commands about different devices, every other time with a third behind. */
export const ZH_CHAINS: readonly Pair[] = CLAUSES.flatMap((first, i) =>
  CLAUSES.flatMap((second, j) => {
    if (first === second || (deviceOf(first) === deviceOf(second) && deviceOf(first) !== 'climate')) return [];
    const third = CLAUSES[(j + STRIDE + (i % STRIDE)) % CLAUSES.length] as PairClause;
    const distinct = third !== first && deviceOf(third) !== deviceOf(second);
    return [{ first, second, terse: true, ...((i + j) % 2 === 0 && distinct ? { third } : {}) }];
  }),
);
