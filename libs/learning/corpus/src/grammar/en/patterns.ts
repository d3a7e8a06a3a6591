/** Ways to ask in English for a thing to be turned on. `thing` is a template without article. */
export const on = (thing: string): string[] => [
  `<on> <the> ${thing}`,
  `<on> <the> ${thing}`,
  `(turn|switch|put|get) <the> ${thing} (on|back on|on again)`,
  `${thing} on`,
  `<want> <the> ${thing} on`,
  `<want> (the|some|) ${thing}`,
  `let's (have|use|get) (the|some|) ${thing}`,
  `(stick|pop|whack|chuck|bung|flick|fire) <the> ${thing} on`,
  `(can|could|may) (i|we) (get|have) (the|some|) ${thing} (on|)`,
  `(get|start) <the> ${thing} (going|running|working|started)`,
  `would you (mind switching|mind turning|kindly turn|kindly switch) on <the> ${thing}`,
  `<the> ${thing} (should be|needs to be|must be|has to be) on`,
];

/** Ways to ask in English for a thing to be turned off. */
export const off = (thing: string): string[] => [
  `<off> <the> ${thing}`,
  `<off> <the> ${thing}`,
  `(turn|switch|shut|take) <the> ${thing} (off|off now|off again)`,
  `${thing} off`,
  `(no more|no|stop the|i don't need the|i don't want the|don't need the|enough of the) ${thing} (anymore|now|)`,
  `(lose|get rid of|ditch|kill) the ${thing}`,
  `(knock|flick|get) <the> ${thing} off`,
  `(you can|we can|i can) (turn|switch) <the> ${thing} off (now|)`,
  `would you (mind switching|mind turning|kindly turn|kindly switch) off <the> ${thing}`,
  `<the> ${thing} (should be|needs to be|must be|has to be|can go) off`,
];

/** Ways to set a thing to the value that the template `value` marks. */
export const set = (thing: string, value: string): string[] => [
  `set <the> ${thing} (to|at) [value:${value}]`,
  `set <the> ${thing} to [value:${value}]`,
  `(change|adjust|put|bring|turn|make|get|move|switch) <the> ${thing} to [value:${value}]`,
  `${thing} (to|at|) [value:${value}]`,
  `<want> <the> ${thing} (to be|at|on) [value:${value}]`,
  `<the> ${thing} (should be|needs to be) [value:${value}]`,
  `(set|put|turn) <the> ${thing} to ${value} <repair> [value:${value}]`,
];

/** Ways to ask for more or less of a thing. `verbs` go before it, `particle` is up or down. */
export const shift = (thing: string, particle: 'up' | 'down', verbs: string): string[] => [
  `turn ${particle} <the> ${thing}`,
  `turn <the> ${thing} ${particle}`,
  `turn <the> ${thing} ${particle} [value:<bit>]`,
  `turn ${particle} <the> ${thing} [value:<bit>]`,
  `(${verbs}) <the> ${thing}`,
  `(${verbs}) <the> ${thing} [value:<bit>]`,
  `${thing} ${particle}`,
  `${thing} ${particle} [value:<bit>]`,
  `(bring|take|put|move) <the> ${thing} ${particle} ([value:<bit>]|)`,
  `a (little|bit) ${particle === 'up' ? 'more' : 'less'} ${thing}`,
];
