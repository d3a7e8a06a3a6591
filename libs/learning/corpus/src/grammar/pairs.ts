/** Two clauses that belong together: the second leaves out what the first has said. */
export interface Pair {
  first: { intent: string; template: string };
  second: { intent: string; template: string };
}

const pair = (first: string, template: string, second: string, ellipsis: string): Pair => ({
  first: { intent: first, template },
  second: { intent: second, template: ellipsis },
});

/** Chinese pairs. */
export const ZH_PAIRS: readonly Pair[] = [
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

/** English pairs. */
export const EN_PAIRS: readonly Pair[] = [
  pair(
    'climate.on',
    '(<on> the <ac>|turn the <ac> on)',
    'climate.temperature.set',
    '(set it|put it|make it|set the temperature|get it|) to [value:<degree>]',
  ),
  pair(
    'climate.on',
    '(<on> the <ac>|turn the <ac> on)',
    'climate.fan.set',
    '(set the fan|put the fan|fan) (to|on) [value:(<level>|max|low)]',
  ),
  pair(
    'climate.temperature.set',
    'set the [zone:<seat>] (side|temperature|temp|) to [value:<degree>]',
    'climate.temperature.set',
    'the [zone:<seat>] (side|one|) to [value:<degree>]',
  ),
  pair('climate.temperature.set', '(temperature|temp) to [value:<degree>]', 'climate.fan.set', 'fan (to|on|) [value:(<level>|max|low)]'),
  pair(
    'seat.heat.on',
    '(turn on|start) the [zone:<seat>] (seat heater|heated seat)',
    'seat.heat.on',
    'the [zone:<seat>] (one|seat) (too|as well|also)',
  ),
  pair(
    'seat.heat.on',
    '(turn on|start) [zone:my] (seat heater|heated seat)',
    'climate.temperature.set',
    'set the (temperature|temp|ac) to [value:<degree>]',
  ),
  pair(
    'window.open',
    'open the [zone:<seat>] window',
    'window.open',
    'the [zone:<seat>] (one|window) (too|as well|also|[value:<bit>]|[value:halfway])',
  ),
  pair('window.close', 'close the [zone:<seat>] window', 'window.close', 'the [zone:<seat>] (one|window) (too|as well|also)'),
  pair(
    'light.ambient.on',
    'turn on the (ambient light|mood lighting)',
    'light.ambient.color',
    '(make it|set it to|change it to|in) [color:(red|blue|green|purple|white|pink)]',
  ),
  pair(
    'light.ambient.color',
    '(set|make|turn) the (ambient light|mood lighting) [color:(red|blue|green|purple|white|pink)]',
    'light.ambient.set',
    '(brightness|set the brightness) (to|at|) [value:(<percent>|max|full)]',
  ),
  pair(
    'media.play',
    '(play some music|put on some music|resume the music)',
    'media.volume.up',
    '(turn it up|louder|make it louder|crank it up) ([value:<bit>]|)',
  ),
  pair('media.next', '(next song|skip this|next track)', 'media.volume.down', '(turn it down|quieter|make it quieter) ([value:<bit>]|)'),
  pair(
    'question.tyres',
    '(how is the tire pressure|tire pressure|check the tires)',
    'question.range',
    '(the range|how much range is left|range|how far can i go)',
  ),
  pair('seat.massage.on', '(start|turn on) the massage', 'seat.massage.up', '(make it stronger|harder|turn it up)'),
  pair(
    'wiper.on',
    'turn on the wipers',
    'wiper.mode',
    '(set them to|make them|put them on) [mode:(fast|slow|auto|faster|slower|intermittent)]',
  ),
  pair('climate.temperature.up', "(i'm|i am|it's) (cold|freezing|chilly)", 'window.close', '(close|roll up|shut) the (window|windows)'),
];
