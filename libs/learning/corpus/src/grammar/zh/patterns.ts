/** Ways to ask in Chinese for a thing to be opened or turned on. `thing` is a template. */
export const on = (thing: string): string[] => [
  `<on>${thing}`,
  `<on>${thing}`,
  `<on>(一下|)${thing}`,
  `(把|将|)${thing}<onAfter>`,
  `${thing}<onAfter>`,
  `<want>(打开|开|开个|开一下|用一下)${thing}`,
  `(来个|给我来个|开个|整个)${thing}`,
  `(把|)${thing}(给我|给|帮我|替我|给它)(打开|开开|开一下|弄开|整开|开了|开咯)`,
  `${thing}(先|也|就|还是|赶紧|顺手)(打开|开着|开开|开上|开一下)(吧|)`,
  `${thing}(怎么|咋|为啥|为什么)(还没开|没开|还不开|还关着|没打开)(呢|啊|)((，|)(开一下|打开|给我开开|开开)|)`,
  `${thing}(没开|没打开|还关着|忘开了|忘了开)(呢|)(，|)(打开|开一下|给我开开|开上)`,
  `(能不能|可不可以|可以|能)(把|帮我把|)${thing}(打开|开开|开一下|开)(吗|不|呢|)`,
  `(那个|就那个|把那个|就是那个)${thing}(啊|那个|嗯|呃|)(打开|开一下|开开|给我开了)`,
  `(该|得|麻烦|劳驾|快|先|顺便)(开|打开|开一下)${thing}`,
  `(你|)(能不能|可以|)(帮我|给我|)把(这个|那个|那个啥|)${thing}(啊|呢|嗯|呃|那个|)(给它|给我|给)(打开|开开|开一下|开了)`,
];

/** Ways to ask in Chinese for a thing to be closed or turned off. */
export const off = (thing: string): string[] => [
  `<off>${thing}`,
  `<off>${thing}`,
  `(把|将|)${thing}<offAfter>`,
  `${thing}<offAfter>`,
  `(不要|不用|不需要|别开|别用)${thing}了`,
  `(停止|取消|退出)${thing}`,
  `(把|)${thing}(给我|给|帮我|替我|给它)(关了|关上|关掉|关一下|关咯)`,
  `${thing}(先|也|就|还是|赶紧|顺手)(关掉|关了|关上|关一下)(吧|)`,
  `${thing}(怎么|咋|为啥|为什么)(还开着|一直开着|还没关|没关|自己开了|又开了)(呢|啊|)((，|)(关一下|关了|关掉|给我关上)|)`,
  `${thing}(没关|忘关了|忘了关|还开着|忘记关了)(呢|)(，|)(关一下|关掉|给关了|给我关上)`,
  `(能不能|可不可以|可以|能)(把|帮我把|)${thing}(关掉|关了|关一下|关上)(吗|不|呢|)`,
  `(那个|就那个|把那个|就是那个)${thing}(啊|那个|嗯|呃|)(关掉|关了|关一下|给我关上)`,
  `(该|得|麻烦|劳驾|快|先|顺便)(关|关掉|关一下)${thing}`,
  `(你|)(能不能|可以|)(帮我|给我|)把(这个|那个|那个啥|)${thing}(啊|呢|嗯|呃|那个|)(给它|给我|给)(关上|关了|关掉|关一下)`,
  `${thing}(别|甭|不要|不用|先别|不必|用不着)(再|一直|老|)开(着|)(了|)`,
  `(别|不要|甭|先别)(再|老|一直)开(着|)${thing}(了|)`,
  `(谁|哪个)开的${thing}(啊|)(，|)(关了|关掉|关上)`,
];

/** Ways to ask for a function to run, which nobody says of a thing that opens. */
export const run = (thing: string): string[] => [
  `${thing}(来|来一下|来一个|走起|整起来|搞起来|安排上|安排一下|用起来|顶上|续上|弄起来)`,
  `(给我|帮我|给|)(整|搞|弄|安排|用)(上|个|一下)${thing}`,
  `(我要|我想要|需要|给我|我想用|想用|试试|试一下)${thing}`,
  `有${thing}(吗|没|么)(，|)(开一下|打开|有就打开|给我开上)`,
  `${thing}(就|一直|)开着(就行|就好|吧|别关)`,
  `${thing}(开起来|开起|启动|动起来|搞上|使上|使起来)(吧|)`,
];

/** Ways to ask for a function to end. */
export const end = (thing: string): string[] => [
  `${thing}(取消|取消掉|撤了|撤掉|断了|停|停下来|停掉|不要|免了|歇了)(吧|)`,
  `(不要|不想要|用不着|不用|停止|取消|停下|不想用)${thing}(了|)`,
  `(给我|帮我|)(停了|停掉|撤了|撤掉|断掉|掐掉)${thing}`,
  `${thing}(停|关|歇)(一会儿|一会|会儿|一阵)(吧|)`,
];

/** A request with why it is made before or behind it: the reason, often a wish of its own elsewhere, is none here. */
export const because = (reasons: string, requests: string): string[] => [
  `(${reasons})(，|)(${requests})`,
  `(${requests})(，|)(${reasons})`,
];

/** Which seat is meant comes after the thing, or is said to be the only one. */
export const zonedOn = (thing: string): string[] => [
  `${thing}(，|)[zone:<seat>](的|)(那个|)(打开|开一下|开开|开|也开|也要)`,
  `(只|光|就|单)(开|打开)[zone:<seat>](的|)${thing}`,
  `${thing}(只|光|就)(开|要)[zone:<seat>](的|)(就行|就好|)`,
  `[zone:<seat>](的|)${thing}(也|都|同样)(给我|给|)(打开|开一下|开上|来一个)`,
  `(呃|嗯|就是|)(那个|)[zone:(后排|后面|前排)](的|)${thing}(嗯|呃|，|那个|)[zone:(左边|右边|两边|左侧|右侧)](的|那个|)(打开|开一下|开开)`,
  `(给|帮)[zone:<seat>](也|)(开个|打开|开一下|开|来个|整个)${thing}`,
];

/** The same for off. */
export const zonedOff = (thing: string): string[] => [
  `${thing}(，|)[zone:<seat>](的|)(那个|)(关掉|关了|关一下|关|停了|也关)`,
  `(呃|嗯|就是|)(那个|)[zone:(后排|后面|前排)](的|)${thing}(嗯|呃|，|那个|)[zone:(左边|右边|两边|左侧|右侧)](的|那个|)(关上|关一下|关了)`,
  `(只|光|就|单)(关|关掉)[zone:<seat>](的|)${thing}`,
  `[zone:<seat>](的|)${thing}(也|都|同样)(给我|给|)(关掉|关了|停了|不要了)`,
  `[zone:<seat>](不|不用|不要|别|用不着)(开|要|用)${thing}(了|)`,
];

/** Ways to set a thing to the value that the template `value` marks. */
export const set = (thing: string, value: string): string[] => [
  `(把|将|)${thing}<adjust>(到|成|为|)[value:${value}]`,
  `${thing}(调|开|设)(到|成)[value:${value}]`,
  `${thing}(给我|帮我|)<adjust>到[value:${value}]`,
  `(调|设置|设定)${thing}(到|为|成)[value:${value}]`,
  `${thing}[value:${value}]`,
  `${thing}(调到|开到|到|)${value}<repair>[value:${value}]`,
  `(我想要|我要|给我)[value:${value}](的|)${thing}`,
  `(把|)${thing}(保持|维持|定|停|放|固定|设)在[value:${value}](吧|就行|)`,
  `${thing}(给我|给|帮我|)(整|弄|搞|干|拉|调|开)(到|成|个)[value:${value}]`,
  `${thing}(要|我要|想要|得|就要|只要|来|来个)[value:${value}](的|)`,
  `${thing}[value:${value}](就行|就好|就够了|差不多|刚好|够了|吧|可以了)`,
  `(能不能|可不可以|可以|能)(把|)${thing}(调|开|设|弄)(到|成)[value:${value}](吗|)`,
  `${thing}(改|换|改成|换成|变成|设成|设为|定为|打到|给到|来到|直接|直接到)[value:${value}]`,
  `${thing}(别|不要)${value}(了|)(，|)(要|改|改成|调到)[value:${value}]`,
  `${thing}(从|由)${value}(调|改|变)(到|成)[value:${value}]`,
  `${thing}(调到|开到|设到|给我调到)(大概|差不多|大约)[value:${value}](左右|)`,
];

/** Ways to ask for more (`adjectives` 大|高|亮…) of a thing, with or without an amount. */
export const shift = (thing: string, adjectives: string): string[] => [
  `(把|将|)${thing}(再|稍微|)(调|开|弄|)(${adjectives})[value:<bit>]`,
  `${thing}(再|稍微|稍|给我|)(调|弄|)(${adjectives})[value:<bit>]`,
  `(调|开)(${adjectives})[value:<bit>]${thing}`,
  `(把|)${thing}(调|再调)(${adjectives})(一下|)`,
  `(调|弄)(${adjectives})${thing}`,
  `${thing}(再|)(${adjectives})[value:<bit>](可以吗|行吗|好不好|)`,
  `${thing}(${adjectives})[value:<lot>]`,
  `${thing}(能不能|可不可以|可以|能)(再|)(${adjectives})[value:<bit>](吗|啊|)`,
  `${thing}(不够|还不够|还是不够)(${adjectives})((，|)(再(${adjectives})[value:<bit>])|)`,
  `${thing}(要|得|需要|想要|还要|还得)(再|更|)(${adjectives})[value:<bit>]`,
  `(把|)${thing}(弄|调|搞|整|开)得(再|更|)(${adjectives})[value:<bit>]`,
  `${thing}(往|再往|继续往|稍微往)(${adjectives})(里|了|)(调|弄|整)([value:<bit>]|)`,
  `(把|)${thing}(再|)(调|开|)(${adjectives})[value:<step>]`,
  `(弄|搞|整|给我弄)(${adjectives})[value:<bit>]${thing}`,
];

/** Complaints of too much (`excess`) that ask for less (`adjectives`), with the request said or left out. */
export const tooMuch = (thing: string, excess: string, adjectives: string): string[] => [
  `${thing}(太|有点|有点儿|过于|也太|实在太|忒|真|好)(${excess})(了|啊|)`,
  `${thing}(太|有点|有点儿|也太|实在太)(${excess})(了|)((，|)(再|给我)|)(调|弄|)(${adjectives})[value:<bit>]`,
  `${thing}(别|不要|甭|用不着|不用)(开|调|弄|)(这么|那么|太)(${excess})(了|)`,
  `(别|不要)(把|)${thing}(开|弄|调|整)(得|)(这么|那么|太)(${excess})`,
  `${thing}(怎么|咋)(这么|那么|恁么)(${excess})(啊|呢|)((，|)((${adjectives})[value:<bit>])|)`,
];

/** "Turn it up" of heating and the like: 大一点, 热一点. */
export const more = (thing: string, adjectives: string): string[] => [
  ...shift(thing, adjectives),
  `(加大|调高|提高|增强|增加|升高)${thing}([value:(一档|两档|<bit>)]|)`,
  `(把|)${thing}(加|升|提|往上调|调高|提高)[value:(一档|两档|<bit>|一级)]`,
];

/** The opposite: 小一点, 调低. */
export const less = (thing: string, adjectives: string): string[] => [
  ...shift(thing, adjectives),
  `(减小|调低|降低|减弱|减少)${thing}([value:(一档|两档|<bit>)]|)`,
  `(把|)${thing}(减|降|往下调|调低|降低)[value:(一档|两档|<bit>|一级)]`,
];
