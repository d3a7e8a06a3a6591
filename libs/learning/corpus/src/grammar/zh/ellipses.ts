import { pair, triple } from '../pair.js';
import type { Pair } from '../pair.js';

const AC_ON = '(<on><ac>|把<ac><onAfter>|<ac><onAfter>|开空调|空调(打开|开开|开上|开着))';
const DEGREES = '(<ac>|温度|空调温度|空调|)(调到|开到|设到|)[value:<celsius>]';
const HEAT = '(座椅加热|座位加热|加热)';
const VENT = '(座椅通风|座位通风|通风)';
const ALSO = '(也打开|也开一下|也开|也要|也给打开|也来一个|也开上|同样打开)';
const ALSO_OFF = '(也关了|也关掉|也关上|也关|也给关了|也别开了)';
const AT = '[zone:<seat>](的|)';
const WINDOW = '(车窗|窗户|窗|玻璃)';
const COLOR = '[color:(红色|蓝色|绿色|紫色|白色|黄色|粉色|橙色|冰蓝色|暖黄色)]';

const COOL_OR_WARM = pair('climate.on', AC_ON, 'climate.temperature.set', DEGREES);
const FAN_SET = '(风量|风速|风)(调到|开到|)[value:(<level>|最大|最小)]';

/** A device, how it is to run, and one thing more. */
const THREES: readonly Pair[] = [
  triple(COOL_OR_WARM, 'climate.fan.down', '(风量|风速|风)(再|调|)小[value:<bit>]'),
  triple(COOL_OR_WARM, 'climate.fan.up', '(风量|风速|风)(再|调|)大[value:<bit>]'),
  triple(COOL_OR_WARM, 'climate.fan.set', FAN_SET),
  triple(COOL_OR_WARM, 'climate.airflow.set', '(风向|)(吹|往|对着)[mode:(脚|脸|腿)]'),
  triple(COOL_OR_WARM, 'climate.recirculation.on', '(开|切|)内循环'),
  triple(
    pair('window.close', '(关窗|窗户(关上|全关|都关上)|把窗户关了)', 'climate.on', '(开空调|空调(打开|开一下|开上))'),
    'climate.airflow.set',
    '(吹[mode:(脚|脸|腿)]|[mode:(吹脚|吹脸|吹窗)])',
  ),
  triple(
    pair('window.close', '(关窗|窗户(关上|全关|都关上)|把窗户关了)', 'climate.on', '(开空调|空调(打开|开一下|开上))'),
    'climate.recirculation.on',
    '(开|切|打开|换|)内循环',
  ),
  triple(
    pair('window.close', '(关窗|窗户关上)', 'climate.on', '(开空调|空调打开)'),
    'climate.temperature.set',
    '(调到|温度|)[value:<celsius>]',
  ),
  triple(
    pair('seat.recline', '(座椅|靠背)(放倒|放平)', 'seat.massage.on', '(按摩打开|开按摩)'),
    'light.dome.off',
    '(车内灯|顶灯)(关了|关掉)',
  ),
  triple(
    pair('seat.heat.on', '(开座椅加热|座椅加热打开)', 'steering.heat.on', '方向盘(也加热|加热|也热一下)'),
    'climate.temperature.set',
    '(温度|空调)(调到|)[value:<celsius>]',
  ),
];

const ASKED =
  '(老婆|老公|妈|爸|宝贝|奶奶|儿子|闺女|亲爱的)(你|您|)(冷不冷|热不热|舒服吗|困不困|腰疼吗|冷吗|热吗|坐得舒服吗|要不要暖和点)(啊|呀|)';

/** The reason belongs to the first clause; a question to somebody in the car is no request. */
const WITH_REASONS: readonly Pair[] = [
  pair('window.open', '(太热了|好闷|热死了|有味道)(把窗打开|窗户打开|开窗)', 'climate.on', '(空调(也开|也打开|开上)|开空调)'),
  pair('window.close', '(外面|)(下雨了|下大雨了|好吵)(把窗户都关上|关窗|窗户关上)', 'wiper.on', '(开雨刮|雨刮打开|雨刷开一下)'),
  pair('wiper.on', '(外面|)(下雨了|下大雨了|下起来了)(开雨刮|雨刮打开|雨刷开一下)', 'sunroof.close', '天窗(关一下|关上|关了)'),
  pair('light.low-beam.on', '(太暗了|天黑了|看不清|雾好大)(开大灯|大灯打开)', 'light.fog.on', '(开雾灯|雾灯打开|雾灯也开)'),
  pair('climate.on', '空调(开着就行|别关|开着|打开就行)', 'window.close', '(窗户|窗)(关上|关了|关一下|都关上)'),
  pair('climate.on', '(冷死了|太冷了|冻死了)(开暖风|开空调|空调打开)', 'seat.heat.on', '座椅加热(也打开|也开|打开)'),
  pair('climate.off', '(省点电|快到了|太冷了)(关空调|空调关了)', 'window.open', '(窗户|窗)(开[value:<bit>]|打开)'),
  { ...pair('none', ASKED, 'seat.heat.on', '[zone:(副驾|后排)](的|)座椅加热(打开|开一下|开[value:<level>])'), terse: true },
  { ...pair('none', ASKED, 'seat.massage.on', '[zone:(副驾|后排)](的|)按摩(打开|开一下)'), terse: true },
  { ...pair('none', ASKED, 'climate.temperature.up', '(温度|空调)(调高|高)[value:<bit>]'), terse: true },
  { ...pair('none', ASKED, 'climate.temperature.set', '(把|)[zone:(副驾|后排)](的|)(温度|空调)调到[value:<celsius>]'), terse: true },
];

/** Pairs about the car's controls whose second clause leaves out what the first has said. */
export const ZH_ELLIPSES: readonly Pair[] = [
  pair('climate.on', AC_ON, 'climate.airflow.set', '(吹|往|对着)[mode:(脚|脸|腿|玻璃|身上)]'),
  pair('climate.on', AC_ON, 'climate.airflow.set', '(换成|调成|)[mode:(吹脚|吹脸|吹面|吹窗)](模式|)'),
  pair('climate.on', AC_ON, 'climate.recirculation.on', '(开|切|换|用|)内循环(打开|也开上|)'),
  pair('climate.on', AC_ON, 'climate.fan.up', '(风量|风速|风|)(开|调|)大[value:<bit>]'),
  pair('climate.on', AC_ON, 'climate.mode', '(调到|切到|换成|开|)[mode:(制冷|制热|除湿|送风)](模式|档|)'),
  pair('climate.on', AC_ON, 'climate.auto.on', '(空调|)(放|调|开|切|)自动(模式|档|就行|)'),
  pair('climate.on', AC_ON, 'window.close', `(把|)${WINDOW}(也|都|)(关上|关了|关好|升起来)`),
  pair('climate.off', '(关空调|空调(关了|关掉|停了)|<off><ac>)', 'window.open', `(把|)${WINDOW}(打开|开开|降下来)`),
  pair('climate.temperature.set', DEGREES, 'climate.airflow.set', '(往|对着|)(吹|)[mode:(脚|脸|腿)](吹|)'),
  pair('climate.temperature.set', DEGREES, 'climate.recirculation.on', '(开|切|换|)内循环'),
  pair('climate.fan.set', '(风量|风速|风)(调到|开到|)[value:(<level>|最大|最小)]', 'climate.temperature.set', DEGREES),
  pair('climate.temperature.up', '温度(调高|高|升)[value:(<bit>|<deltaDegree>)]', 'climate.fan.down', '风(也|)(小|调小|关小)[value:<bit>]'),
  pair('climate.temperature.down', '温度(调低|低|降)[value:(<bit>|<deltaDegree>)]', 'climate.fan.up', '风(也|)(大|调大|开大)[value:<bit>]'),
  pair(
    'climate.temperature.up',
    '[zone:<place>](调高|升|加)[value:<deltaDegree>]',
    'climate.temperature.down',
    '[zone:<place>](调低|降|减)[value:<deltaDegree>]',
  ),
  pair('climate.fan.down', `${AT}风(小|调小)[value:<bit>]`, 'climate.fan.up', `${AT}(风|)(大|调大)[value:<bit>]`),
  pair('climate.recirculation.off', '(换|切|开)外循环', 'window.open', `${WINDOW}(也|)开[value:(<bit>|<crack>)]`),
  pair('window.open', `(打开|开)${AT}${WINDOW}`, 'window.close', `${AT}(关上|关了|关一下|升起来|别开)`),
  pair('window.close', `(关上|关)${AT}${WINDOW}`, 'window.open', `${AT}(打开|开一下|开[value:(<bit>|一半)]|留[value:<crack>])`),
  pair('window.open', `${AT}${WINDOW}(开|降)[value:(<share>|<bit>)]`, 'window.open', `${AT}(也|)(开|降|)[value:(<share>|<bit>|<crack>)]`),
  pair('window.open', `${WINDOW}(打开|降下来|开开)`, 'sunroof.open', '天窗(也打开|也开开|也开一下|开[value:(一半|<bit>)])'),
  pair('window.close', `(${WINDOW}(关上|全关|都关了|升起来)|关窗)`, 'sunroof.close', '天窗(也关上|也关了|也关|关好|关上)'),
  pair('window.close', `(${WINDOW}(关上|全关|都关了|升起来)|关窗)`, 'climate.on', '(空调(打开|也开|开上|开一下)|开空调|开(暖风|冷气))'),
  pair('window.close', `(${WINDOW}(关上|全关|都关了)|关窗)`, 'door.lock.on', '(锁车|锁门|车门锁上|车门也锁了|锁上)'),
  pair('window.open', '(开窗|窗户打开)', 'window.close', '(不对|不是|错了|哦不|算了不对)(关窗|关上|窗户关上)'),
  pair('sunroof.open', '(开|打开)天窗', 'shade.open', '(遮阳帘|帘子)(也打开|也拉开|拉开|也收了)'),
  pair('sunroof.close', '(关上|关)天窗', 'shade.close', '(遮阳帘|帘子)(也拉上|也关上|拉上|合上)'),
  pair(
    'seat.heat.on',
    `${AT}${HEAT}(开到|调到|开|)[value:<level>]`,
    'seat.heat.on',
    '[zone:<place>](的|)(也开|也打开|也要|也来一个|也开上)',
  ),
  pair(
    'seat.heat.on',
    `${AT}${HEAT}(开到|调到|开|)[value:<level>]`,
    'seat.heat.on',
    '[zone:<place>](的|)(也|)(开到|调到|开|)[value:<level>]',
  ),
  pair('seat.heat.on', `((开|打开)${AT}${HEAT}|${AT}${HEAT}(打开|开|))`, 'seat.heat.on', `[zone:<place>](的|)${ALSO}`),
  pair(
    'seat.heat.on',
    `(${AT}${HEAT}([value:<level>]|打开|)|(开|打开)${HEAT})`,
    'steering.heat.on',
    '方向盘(也加热|也热一下|加热|也打开|也开|加热也打开)',
  ),
  pair('seat.heat.on', `[zone:<place>](的|)${HEAT}(打开|开|)`, 'seat.vent.on', `[zone:<place>](的|)${VENT}(打开|开|)`),
  pair('seat.vent.on', `[zone:<place>](的|)${VENT}(打开|开|)`, 'seat.heat.on', `[zone:<place>](的|)${HEAT}(打开|开|)`),
  pair(
    'seat.vent.on',
    `${AT}${VENT}(开到|调到|开|)([value:<level>]|打开)`,
    'seat.vent.on',
    `[zone:<place>](的|)(${ALSO}|(也|)开[value:<level>]|[value:<level>])`,
  ),
  pair('seat.heat.off', `((关掉|关)${AT}${HEAT}|(把|)${AT}${HEAT}(关了|关掉))`, 'seat.heat.off', `[zone:<place>](的|)${ALSO_OFF}`),
  pair('seat.vent.off', `(关掉|关)${AT}${VENT}`, 'seat.vent.off', `[zone:<place>](的|)${ALSO_OFF}`),
  pair('seat.heat.off', '(座椅|)加热(关了|关掉|停了)', 'seat.vent.on', '(座椅|)(通风打开|换通风|换成通风|开通风|通风开开)'),
  pair('seat.vent.off', '(座椅|)通风(关了|关掉|停了)', 'seat.heat.on', '(座椅|)(加热打开|换加热|换成加热|开加热|加热开开)'),
  pair('seat.massage.on', `(开|打开)${AT}按摩`, 'seat.massage.on', `[zone:<place>](的|)${ALSO}`),
  pair('seat.massage.on', '(按摩打开|开按摩|开个按摩)', 'seat.massage.down', '(力度|按|)(轻|小)[value:<bit>]'),
  pair('seat.recline', '(座椅|靠背|椅背)(放倒|放平|躺下去)', 'seat.massage.on', '(按摩打开|开按摩|按摩也开|给我按按)'),
  pair('seat.backward', '座椅(往后|向后)(调|退|)[value:<bit>]', 'seat.recline', '靠背(放倒|往后|放低|躺)[value:<bit>]'),
  pair('seat.forward', '座椅(往前|向前)(调|挪|)[value:<bit>]', 'seat.raise', '(再|)(升高|高|往上)[value:<bit>]'),
  pair('light.low-beam.on', '(开大灯|大灯打开|打开大灯|开车灯)', 'light.fog.on', '(开雾灯|雾灯也打开|雾灯也开|雾灯打开)'),
  pair('light.low-beam.on', '(开大灯|大灯打开|打开大灯)', 'wiper.on', '(开雨刮|雨刮也打开|雨刷打开|雨刮)'),
  pair('light.high-beam.off', '(关远光|远光关了|关掉远光灯)', 'light.low-beam.on', '(开近光|近光打开|大灯开着)'),
  pair('light.dome.off', '(车内灯|顶灯|车里的灯)(关了|关掉|都关了)', 'light.ambient.on', '(开氛围灯|氛围灯打开|氛围灯开着)'),
  pair('light.reading.on', `(开|打开)${AT}阅读灯`, 'light.reading.on', `[zone:<place>](的|)${ALSO}`),
  pair('light.ambient.color', `氛围灯(调成|换成|换|)${COLOR}`, 'light.ambient.down', '(再|亮度|)(调|)(暗|低|柔和)[value:<bit>]'),
  pair('light.ambient.on', '(打开|开)氛围灯', 'light.ambient.color', `(要|就|来|)${COLOR}(的|)`),
  pair('door.lock.on', '(锁车门|锁车|锁门|车门锁上)', 'mirror.fold.on', '(收后视镜|后视镜(也|)(收|收了|收起来|折起来)|折叠后视镜)'),
  pair('wiper.on', '(打开|开)(雨刮|雨刷)', 'window.close', '(关窗|窗户(关上|也关上|都关了))'),
  pair('wiper.on', '((雨刮|雨刷)(打开|开开|开一下)|开雨刮)', 'sunroof.close', '(关天窗|天窗(也关上|关一下|关了))'),
  pair('wiper.wash', '(喷点水|喷玻璃水|喷点玻璃水)', 'wiper.on', '(刮一下|刮刮|雨刮开一下)'),
  pair(
    'mirror.adjust',
    '[zone:(左|右|左边|右边)](的|)(后视镜|镜子)往[mode:(上|下|左|右)](调|)[value:<bit>]',
    'mirror.adjust',
    '[zone:(左边|右边|左侧|右侧)](的|)往[mode:(上|下|左|右)](调|)([value:<bit>]|)',
  ),
  pair('screen.brightness.down', '屏幕(调|)暗[value:<bit>]', 'screen.mode', '(切|换|调|换成|切成)[mode:(夜间模式|深色模式|夜间)]'),
  pair('charge-port.open', '(打开|开)充电口', 'charging.limit', '(充到|只充到)[value:<percent>](就行|)'),
  pair('charging.start', '(开始充电|现在充电|充上电)', 'charging.limit', '(充到|只充到)[value:<percent>](就停|就行|)'),
  ...WITH_REASONS,
  ...THREES,
];
