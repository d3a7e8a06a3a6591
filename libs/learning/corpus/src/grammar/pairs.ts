import { pair } from './pair.js';
import type { Pair } from './pair.js';
import { EN_JOURNEYS } from './en/journeys.js';
import { ZH_CHAINS } from './zh/chains.js';
import { ZH_ELLIPSES } from './zh/ellipses.js';
import { ZH_JOURNEYS } from './zh/journeys.js';

export type { Pair } from './pair.js';

const ZH_FIRST: readonly Pair[] = [
  pair(
    'climate.on',
    '(<on><ac>|把<ac><onAfter>|<ac><onAfter>)',
    'climate.temperature.set',
    '(调|开|设|温度调|温度|打)(到|成)[value:<degree>]',
  ),
  pair('climate.on', '(<on><ac>|把<ac><onAfter>|<ac><onAfter>)', 'climate.temperature.set', '(温度|)[value:<degree>]'),
  pair('climate.on', '(<on><ac>|<ac><onAfter>)', 'climate.fan.set', '(风量|风速|风)(调到|开到|)[value:(<level>|最大|最小)]'),
  pair('climate.on', '(<on><ac>|<ac><onAfter>)', 'climate.fan.down', '(风量|风速|风)(调|开|)小[value:<bit>]'),
  pair(
    'climate.temperature.set',
    '(<ac>|温度|空调温度)(调到|开到|)[value:<degree>]',
    'climate.fan.down',
    '(风量|风速|风)(调|开|)小[value:<bit>]',
  ),
  pair(
    'climate.temperature.set',
    '(<ac>|温度|空调温度)(调到|开到|)[value:<degree>]',
    'climate.fan.set',
    '(风量|风速|风)(调到|开到|)[value:(<level>|最大|最小)]',
  ),
  pair(
    'climate.temperature.set',
    '(温度|空调|)(调到|)[value:<degree>]',
    'climate.airflow.set',
    '(风向|出风|)(改成|调成|)[mode:(吹脚|吹脸|吹面|吹窗)]',
  ),
  pair(
    'climate.temperature.set',
    '[zone:<seat>](温度|空调|)(调到|)[value:<degree>]',
    'climate.temperature.set',
    '[zone:<seat>](温度|空调|)(调到|)[value:<degree>]',
  ),
  pair(
    'seat.heat.on',
    '[zone:<seat>](的|)座椅加热(开到|调到|开|)[value:<level>]',
    'seat.heat.on',
    '[zone:<seat>](的|)(开到|调到|开|)[value:<level>]',
  ),
  pair('seat.heat.on', '(打开|开)[zone:<seat>](的|)座椅加热', 'seat.heat.on', '[zone:<seat>](的|)(也打开|也开一下|也开|也要)'),
  pair('seat.heat.on', '(打开|开)[zone:<seat>](的|)座椅加热', 'seat.vent.on', '[zone:<seat>](的|)(座椅|)通风(也打开|打开|)'),
  pair('seat.vent.off', '(关闭|关掉|把|)(座椅|)通风(关了|)', 'seat.heat.on', '(打开|开|换成|开一下)(座椅|)加热'),
  pair(
    'window.open',
    '(打开|开)[zone:<seat>](的|)车窗',
    'window.open',
    '[zone:<seat>](的|)(也打开|也开一下|开[value:<bit>]|也开[value:一半]|开[value:一半])',
  ),
  pair('window.close', '(关闭|关上)[zone:<seat>](的|)车窗', 'window.close', '[zone:<seat>](的|)(也关上|也关了|也关一下)'),
  pair(
    'light.ambient.on',
    '(打开|开)氛围灯',
    'light.ambient.color',
    '(调成|换成|颜色换成|设为|要)[color:(红色|蓝色|绿色|紫色|白色|黄色|粉色)](的|)',
  ),
  pair(
    'light.ambient.color',
    '氛围灯(调成|换成)[color:(红色|蓝色|绿色|紫色|白色|黄色|粉色)]',
    'light.ambient.set',
    '亮度(调到|)[value:(<percent>|最高|最亮|最暗)]',
  ),
  pair(
    'light.ambient.color',
    '氛围灯(调成|换成)[color:(红色|蓝色|绿色|紫色|白色|黄色|粉色)]',
    'light.ambient.up',
    '(亮度|)(再|)(调|)(亮|高)[value:<bit>]',
  ),
  pair('media.play', '(放点音乐|放歌|播放音乐|来点音乐)', 'media.volume.up', '(声音|音量|)(大|开大)[value:<bit>](声|)'),
  pair('media.next', '(下一首|换一首|切歌)', 'media.volume.down', '(声音|音量|)小[value:<bit>](声|)'),
  pair('media.next', '(下一首|换一首|切歌)', 'media.volume.up', '(声音|音量|)大[value:<bit>](声|)'),
  pair('question.tyres', '(胎压多少|胎压正常吗|看看胎压)', 'question.range', '(续航还有多少|还能跑多远|还有多少续航|续航呢)'),
  pair('seat.massage.on', '(打开|开)(座椅|)按摩', 'seat.massage.up', '(力度|)(大|重)[value:<bit>]'),
  pair('wiper.on', '(打开|开)(雨刮|雨刷)', 'wiper.mode', '(调到|换成|速度|)[mode:(快速|慢速|自动|间歇|快一点)]'),
];

const EN_COLORS = '(red|blue|green|purple|white|pink|orange|teal|gold|yellow)';
const EN_ALSO = '(too|as well|also|while you are at it|and that is it|please)';
const HEATER = '(seat heater|heated seat|seat heating|bum warmer|seat warmer|seat heat)';
const AC = '(<on> the <ac>|turn the <ac> on|stick the <ac> on|<ac> on|get the <ac> going)';
const EN_OTHER = '(the [zone:<seat>] (one|seat)|[zone:(mine|her side|his side|my side|the back|the passenger side|the rear|both rear)])';
/** Ellipses for each chain, so that neither drowns the other. */
const ZH_ELLIPSES_SHARE = 1.5;
const ELLIPSES = [...ZH_FIRST, ...ZH_ELLIPSES];
/** What somebody wants of one journey or one evening: half as often as chains. */
const ZH_JOURNEYS_SHARE = 0.5;
const times = (pairs: readonly Pair[], share: number): Pair[] =>
  Array.from({ length: Math.round((share * ZH_CHAINS.length) / pairs.length) }, () => pairs).flat();

/** Chinese pairs. */
export const ZH_PAIRS: readonly Pair[] = [...times(ELLIPSES, ZH_ELLIPSES_SHARE), ...times(ZH_JOURNEYS, ZH_JOURNEYS_SHARE), ...ZH_CHAINS];

/** English pairs. */
export const EN_PAIRS: readonly Pair[] = [
  pair(
    'climate.on',
    AC,
    'climate.temperature.set',
    '(set it|put it|make it|set the temperature|get it|stick it|have it|pop it|keep it|) (to|at|on) [value:<degree>]',
  ),
  pair('climate.on', AC, 'climate.temperature.set', '(make it |)[value:<degree>] (please|)'),
  pair(
    'climate.on',
    AC,
    'climate.fan.set',
    '(set the fan|put the fan|fan|blower|have the fan) (to|on|at) [value:(<level>|max|low|<small>|full)]',
  ),
  pair('climate.on', AC, 'climate.fan.up', '(fan up|more air|blow harder|stronger fan|turn the fan up)'),
  pair('climate.on', AC, 'window.close', '(windows up|close the windows|shut the windows|close [zone:all] the windows)'),
  pair(
    'climate.off',
    '(<ac> off|turn the <ac> off|kill the <ac>)',
    'window.open',
    '(windows down|open the windows|open a window|crack a window)',
  ),
  pair(
    'climate.temperature.set',
    'set the [zone:<seat>] (side|temperature|temp|) to [value:<degree>]',
    'climate.temperature.set',
    'the [zone:<seat>] (side|one|) (to|at|) [value:<degree>]',
  ),
  pair(
    'climate.temperature.set',
    '(set |put |)[zone:(my side|driver side|driver|front)] (to|at|on|) [value:<degree>]',
    'climate.temperature.set',
    '[zone:(passenger side|her side|his side|passenger|rear|back)] (to|at|on|) [value:<degree>]',
  ),
  pair('climate.temperature.set', '(temperature|temp) to [value:<degree>]', 'climate.fan.set', 'fan (to|on|) [value:(<level>|max|low)]'),
  pair(
    'climate.temperature.set',
    '(temperature|temp|heat|) (to|at|) [value:<degree>]',
    'climate.airflow.set',
    '(air|vents|blow it|airflow) (on|at|to) (my|the) [mode:(feet|face|windscreen|windshield|legs)]',
  ),
  pair(
    'climate.temperature.up',
    '(turn the heat up|heat up|warmer|warm it up) ([value:<bit>]|)',
    'climate.fan.down',
    '(fan down|less fan|slow the fan|turn the fan down) ([value:<bit>]|)',
  ),
  pair(
    'climate.temperature.down',
    '(cooler|cool it down|turn the heat down|it is hot in here) ([value:<bit>]|)',
    'climate.fan.up',
    '(fan up|more fan|more air|turn the fan up) ([value:<bit>]|)',
  ),
  pair(
    'window.close',
    '(windows up|close the windows|shut the windows)',
    'climate.airflow.set',
    '(air on|blow on|vents to) (my|the|) [mode:(feet|face|windscreen|windshield)]',
  ),
  pair(
    'climate.airflow.set',
    '(air|blow|vents) (on|at|to) (my|the|) [mode:(feet|face|windscreen)]',
    'climate.fan.set',
    'fan (to|on|) [value:(<level>|max|low|<small>)]',
  ),
  pair(
    'seat.heat.on',
    `(turn on|start|put on|stick on) the [zone:<seat>] ${HEATER}`,
    'seat.heat.on',
    `the [zone:<seat>] (one|seat) ${EN_ALSO}`,
  ),
  pair('seat.heat.on', `(turn|switch|stick|put) [zone:my] ${HEATER} on`, 'seat.heat.on', `${EN_OTHER} ${EN_ALSO}`),
  pair('seat.heat.on', `(heat|warm) [zone:my] seat`, 'seat.heat.on', `${EN_OTHER} ${EN_ALSO}`),
  pair(
    'seat.heat.on',
    `[zone:<seat>] ${HEATER} (on|to|) [value:(<level>|high|low)]`,
    'seat.heat.on',
    '(the |)[zone:<seat>] (one |)(on|to|) [value:(<level>|high|low)]',
  ),
  pair(
    'seat.heat.off',
    `(turn off|switch off|kill) the [zone:<seat>] ${HEATER}`,
    'seat.heat.off',
    `the [zone:<seat>] (one|seat) ${EN_ALSO}`,
  ),
  pair(
    'seat.heat.on',
    `(turn on|start) [zone:my] ${HEATER}`,
    'climate.temperature.set',
    'set the (temperature|temp|ac) to [value:<degree>]',
  ),
  pair(
    'seat.heat.on',
    '(seat heat|seat heater|heated seat|seat warmer) on',
    'steering.heat.on',
    '(wheel heat|heated wheel|wheel heater|steering wheel heat) (on|too|as well|)',
  ),
  pair(
    'seat.heat.on',
    `(turn on|heat|warm) (the seats|[zone:my] seat|the seat)`,
    'steering.heat.on',
    '(the wheel|the steering wheel|heat the wheel) (too|as well|also)',
  ),
  pair(
    'seat.vent.off',
    '(seat cooling|seat fan|seat ventilation) off',
    'seat.heat.on',
    '(seat heat|seat heater|heated seat|heating) on (instead|)',
  ),
  pair(
    'seat.heat.off',
    '(seat heat|seat heater|heated seat) off',
    'seat.vent.on',
    '(seat cooling|seat fan|ventilation|seat ventilation) on (instead|)',
  ),
  pair(
    'steering.heat.on',
    '(heat the wheel|wheel heat on|turn on the heated steering wheel)',
    'seat.heat.on',
    '([zone:my] seat|the seat|the seats) (too|as well|also)',
  ),
  pair(
    'seat.backward',
    '(move|slide|push) ([zone:my]|the) seat back ([value:<bit>]|)',
    'seat.lower',
    '(down|lower|lower it|drop it) ([value:<bit>]|)',
  ),
  pair(
    'seat.forward',
    '(move|slide|scoot) ([zone:my]|the) seat forward ([value:<bit>]|)',
    'seat.raise',
    '(up|higher|raise it|lift it) ([value:<bit>]|)',
  ),
  pair('seat.backward', '(seat|[zone:my] seat) back', 'seat.recline', '(recline it|lean it back|tilt it back) ([value:<bit>]|)'),
  pair(
    'seat.massage.on',
    '(start|turn on|put on) the massage',
    'seat.massage.up',
    '(make it stronger|harder|turn it up|stronger|make it harder|firmer) ([value:<bit>]|)',
  ),
  pair(
    'window.open',
    '(open|crack|roll down|drop) the [zone:<seat>] window',
    'window.open',
    'the [zone:<seat>] (one|window) (too|as well|also|[value:<bit>]|[value:halfway]|[value:half])',
  ),
  pair(
    'window.open',
    '(open|roll down) [zone:my] window',
    'window.open',
    '(the [zone:<seat>] one|[zone:(his side|her side|the back)]) (too|as well|also|[value:halfway]|[value:a bit])',
  ),
  pair(
    'window.close',
    '(close|shut|roll up) the [zone:<seat>] window',
    'window.close',
    'the [zone:<seat>] (one|window) (too|as well|also)',
  ),
  pair('window.open', '(open|roll down) the [zone:<seat>] window', 'window.close', '(close|shut|roll up) the [zone:<seat>] (one|)'),
  pair(
    'window.close',
    '(windows up|close the windows|shut the windows)',
    'sunroof.close',
    '(the sunroof|sunroof|the roof) (too|as well|also)',
  ),
  pair(
    'sunroof.close',
    '(close|shut) the (sunroof|roof|moonroof)',
    'shade.close',
    '(the|close the|pull the) (shade|blind|sunshade) (too|as well|also|)',
  ),
  pair(
    'sunroof.open',
    '(open|slide back) the (sunroof|roof|moonroof)',
    'shade.open',
    '(the|open the) (shade|blind|sunshade) (too|as well|also)',
  ),
  pair(
    'shade.open',
    '(open|slide back) the (shade|sunshade|roof blind)',
    'sunroof.open',
    '(the|open the) (sunroof|roof) (too|as well|[value:halfway]|[value:a bit])',
  ),
  pair(
    'light.ambient.on',
    '(turn on|switch on|put on) the (ambient light|mood lighting|mood lights)',
    'light.ambient.color',
    `(make it|set it to|change it to|in|make them|turn them) [color:${EN_COLORS}]`,
  ),
  pair(
    'light.ambient.color',
    `(set|make|turn) the (ambient light|mood lighting) [color:${EN_COLORS}]`,
    'light.ambient.set',
    '(brightness|set the brightness) (to|at|) [value:(<percent>|max|full)]',
  ),
  pair(
    'light.ambient.color',
    `(set|make|turn) the (ambient light|mood lighting|mood lights) [color:${EN_COLORS}]`,
    'light.ambient.down',
    '(dim it|dim them|turn it down|make it dimmer|softer) ([value:<bit>]|)',
  ),
  pair('light.low-beam.on', '(headlights|lights) on', 'light.fog.on', '(fogs|the fogs|fog lights|the fog lights) (too|as well|on|)'),
  pair('light.fog.off', '(fogs|fog lights) off', 'light.hazard.off', '(hazards|the hazards|flashers) (off|too|as well)'),
  pair(
    'door.lock.on',
    '(lock the doors|lock up|lock the car)',
    'mirror.fold.on',
    '(fold the mirrors|mirrors in|tuck the mirrors in) (please|)',
  ),
  pair('mirror.fold.on', '(fold the mirrors|mirrors in)', 'light.low-beam.off', '(lights off|headlights off|kill the lights)'),
  pair('tailgate.open', '(open|pop) the (boot|trunk)', 'frunk.open', '(the frunk|the front trunk|frunk) (too|as well|also)'),
  pair(
    'defrost.front.on',
    '(defrost|demist|clear|defog) the (front|windscreen|windshield)',
    'defrost.rear.on',
    '(the back|the rear|the back one|rear|the rear window|the back window) (too|as well|also)',
  ),
  pair(
    'defrost.rear.on',
    '(defrost|demist|clear) the (back|rear) window',
    'mirror.heat.on',
    '(the mirrors|heat the mirrors|mirrors|the wing mirrors) (too|as well|also)',
  ),
  pair(
    'wiper.on',
    '(turn on the wipers|wipers on|start the wipers)',
    'wiper.mode',
    '(set them to|make them|put them on|go) [mode:(fast|slow|auto|faster|slower|intermittent)]',
  ),
  pair(
    'wiper.wash',
    '(wash the windscreen|wash the windshield|spray some screen wash)',
    'wiper.on',
    '(wipe it|wipers|wipers on|give it a wipe)',
  ),
  pair(
    'screen.brightness.down',
    '(dim|tone down) the (screen|display) ([value:<bit>]|)',
    'screen.mode',
    '(put it in|switch it to|use) [mode:(night mode|dark mode)]',
  ),
  pair(
    'climate.temperature.up',
    "(i'm|i am|it's|we're) (cold|freezing|chilly|perishing|frozen)",
    'window.close',
    '(close|roll up|shut) the (window|windows) (too|as well|also|while you are at it)',
  ),
  pair(
    'climate.temperature.up',
    "(i'm|i am|it's|we're) (cold|freezing|chilly|perishing|frozen)",
    'seat.heat.on',
    '(heat|warm) ([zone:my] seat|the seats|the seat) (too|as well|also|while you are at it)',
  ),
  pair(
    'climate.temperature.down',
    "(i'm|i am|it's|we're) (hot|boiling|roasting|sweating|melting)",
    'window.open',
    '(open|crack|roll down) (a|the|[zone:my]) window (too|as well|also)',
  ),
  pair(
    'climate.temperature.down',
    "(i'm|i am|it's|we're) (hot|boiling|roasting|melting)",
    'seat.vent.on',
    '(cool|ventilate) ([zone:my] seat|the seats|the seat) (too|as well|also)',
  ),
  pair(
    'media.play',
    '(play some music|put on some music|resume the music)',
    'media.volume.up',
    '(turn it up|louder|make it louder|crank it up) ([value:<bit>]|)',
  ),
  pair('media.next', '(next song|skip this|next track)', 'media.volume.down', '(turn it down|quieter|make it quieter) ([value:<bit>]|)'),
  pair('media.next', '(next song|next|skip|next track|skip it)', 'media.volume.up', '(louder|turn it up|crank it|make it louder)'),
  pair(
    'question.tyres',
    '(how is the tire pressure|tire pressure|check the tires)',
    'question.range',
    '(the range|how much range is left|range|how far can i go)',
  ),
  ...EN_JOURNEYS,
];
