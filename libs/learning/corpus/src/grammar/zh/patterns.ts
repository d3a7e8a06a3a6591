/** Ways to ask in Chinese for a thing to be turned on. `thing` is a template. */
export const on = (thing: string): string[] => [
  `<on>${thing}`,
  `<on>${thing}`,
  `<on>(一下|)${thing}`,
  `(把|将|)${thing}<onAfter>`,
  `${thing}<onAfter>`,
  `<want>(打开|开|开个|开一下|用一下)${thing}`,
  `(来个|给我来个|开个|整个)${thing}`,
];

/** Ways to ask in Chinese for a thing to be turned off. */
export const off = (thing: string): string[] => [
  `<off>${thing}`,
  `<off>${thing}`,
  `(把|将|)${thing}<offAfter>`,
  `${thing}<offAfter>`,
  `(不要|不用|不需要|别开|别用)${thing}了`,
  `(停止|取消|退出)${thing}`,
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
];

/** Ways to ask for more (`verbs` 大|高|亮…) of a thing, with or without an amount. */
export const shift = (thing: string, adjectives: string): string[] => [
  `(把|将|)${thing}(再|稍微|)(调|开|弄|)(${adjectives})[value:<bit>]`,
  `${thing}(再|稍微|稍|给我|有点低|)(调|弄|)(${adjectives})[value:<bit>]`,
  `(调|开)(${adjectives})[value:<bit>]${thing}`,
  `(把|)${thing}(调|再调)(${adjectives})(一下|)`,
  `(调|弄)(${adjectives})${thing}`,
  `${thing}(再|)(${adjectives})[value:<bit>](可以吗|行吗|好不好|)`,
  `${thing}(${adjectives})[value:<lot>]`,
];
