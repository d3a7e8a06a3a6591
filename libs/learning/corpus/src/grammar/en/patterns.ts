/** A thing that is asked for: one template of its name, to which an article fits, or its name with and without what goes before. */
export type Thing = string | { full: string; bare: string };

const named = (thing: Thing) => (typeof thing === 'string' ? { full: `<the> ${thing}`, bare: thing } : thing);

/** Ways to ask in English for a thing to be turned on. */
export function on(thing: Thing): string[] {
  const { full, bare } = named(thing);
  return [
    `<on> ${full}`,
    `<on> ${full}`,
    `(turn|switch|put|get|flip|flick) ${full} (on|back on|on again|on now)`,
    `(stick|pop|whack|chuck|bung|bang|knock|fire|throw|have|leave|keep|power) ${full} on`,
    `${bare} on`,
    `${full} on (please|)`,
    `${bare} (on|on|back on|on now|on again|on please|on quick|on for a bit|on for a while)`,
    `${bare} (please|now|would be nice|would be good|would be lovely|if you would|quickly|time)`,
    `<want> ${full} (on|on now|running|going|switched on|turned on)`,
    `<want> (the|some|) ${bare}`,
    `(need|want|gimme|wanna have|could do with|could use|fancy) (the|some|) ${bare} (on|now|)`,
    `let's (have|get|put|stick|pop|turn|switch) ${full} on`,
    `(can|could|may) (i|we) (get|have|get some|have some|have the|get the) ${bare} (on|)`,
    `(can|could|shall|should) we (turn|switch|put|stick|pop) ${full} on`,
    `(get|start|set) ${full} (going|running|working|started|up and running)`,
    `would you (mind switching|mind turning|kindly turn|kindly switch|mind putting|be able to turn) on ${full}`,
    `${full} (should be|needs to be|must be|has to be|wants to be|ought to be) on`,
    `(why isn't ${full}|how come ${full} isn't|you forgot to put ${full}|why haven't you got ${full}|you haven't got ${full}) on (yet|)`,
    `(i'd|i would|we'd) (like|love|appreciate|prefer) (the|some|) ${bare} (on|)`,
    `(time for|how about|what about|i think we need|i reckon we need|i think i need) (some|the) ${bare}`,
    `(kindly|please|just|do one thing) (on|put on|start|make on|switch on) the ${bare}`,
    `(make sure|see that|check that) ${full} (is|are) on`,
    `(give me|give us|hit|work|run|use|engage|start up|kick on) (the|some|) ${bare}`,
  ];
}

/** Ways to ask in English for a thing to be turned off. */
export function off(thing: Thing): string[] {
  const { full, bare } = named(thing);
  return [
    `<off> ${full}`,
    `<off> ${full}`,
    `(turn|switch|shut|take|flip|flick|have|get) ${full} (off|off now|off again|back off)`,
    `(knock|power|click|keep|leave|put) ${full} off`,
    `${bare} off`,
    `${full} off (please|)`,
    `${bare} (off|off|off now|off again|off please|back off|off for now|off quick)`,
    `(no more|no|stop the|i don't need the|i don't want the|don't need the|enough of the|enough with the|without the) ${bare} (anymore|now|)`,
    `(that's enough|that'll do with the|we're done with the|i'm done with the|i'm finished with the|done with the) ${bare}`,
    `(lose|get rid of|ditch|kill|cut|axe|nix|scrap) (the|that) ${bare}`,
    `(you can|we can|i can|you could|you may) (turn|switch|shut|knock) ${full} off (now|again|)`,
    `would you (mind switching|mind turning|kindly turn|kindly switch|mind shutting|be able to turn) off ${full}`,
    `${full} (should be|needs to be|must be|has to be|can go|wants to be|ought to be|can be switched|can be turned) off`,
    `(i|we) (don't|do not|no longer|don't really) (need|want) ${full} (on|anymore|any longer|any more|on anymore|right now|)`,
    `(why is ${full}|why's ${full}|how come ${full} is|you've left ${full}) (still on|on|still running)`,
    `<want> ${full} (off|switched off|turned off)`,
    `(can|could|shall|should) we (turn|switch|shut|have) ${full} off`,
    `(stop|quit) (using|running) ${full}`,
    `(kindly|please|just|do one thing) (off|make off|stop|switch off|close) the ${bare}`,
    `(make sure|see that|check that) ${full} (is|are) off`,
    `${bare} (isn't|is not|aren't|no longer) (needed|necessary|required) (anymore|now|)`,
    `let's (turn|switch|shut|have|get) ${full} off`,
  ];
}

/** Ways to set a thing to the value that the template `value` marks. */
export function set(thing: Thing, value: string): string[] {
  const { full, bare } = named(thing);
  return [
    `set ${full} (to|at|on) [value:${value}]`,
    `set ${full} to [value:${value}]`,
    `(change|adjust|put|bring|turn|make|get|move|switch|take|pop|stick|crank|dial|knock) ${full} to [value:${value}]`,
    `${bare} (to|at|on|) [value:${value}]`,
    `${bare} (to|at|) [value:${value}] (please|now|)`,
    `<want> ${full} (to be|at|on|set to) [value:${value}]`,
    `${full} (should be|needs to be|must be|wants to be|ought to be) [value:${value}]`,
    `(set|put|turn) ${full} to ${value} <repair> [value:${value}]`,
    `(i'd|i would) (like|prefer) ${full} (at|on|set to) [value:${value}]`,
    `(can|could) (we|i|you) (have|get|do|try) ${full} (at|on) [value:${value}]`,
    `let's (have|try|do|go for|put|set) ${full} (at|on|to) [value:${value}]`,
    `(keep|leave|hold|maintain|run|have) ${full} (at|on) [value:${value}]`,
    `[value:${value}] (for|on) the ${bare} (please|)`,
    `(turn|bring|crank|put|take|knock|push|drop|dial|move) ${full} (up|down) to [value:${value}]`,
    `${bare} (up|down) to [value:${value}] (please|)`,
  ];
}

const PUSH = {
  up: 'crank|bump|jack|kick|dial|notch|nudge|ramp|pump|whack|push|bring|take|put|move|step|ease|tweak|get|have|pull',
  down: 'knock|dial|notch|nudge|ramp|ease|bring|take|put|move|step|wind|pull|tone|get|have|tweak|back|push',
};

/** Ways to ask for more or less of a thing. `verbs` go before it, `particle` is up or down. */
export function shift(thing: Thing, particle: 'up' | 'down', verbs: string): string[] {
  const { full, bare } = named(thing);
  const amount = particle === 'up' ? 'more' : 'less';
  return [
    `turn ${particle} ${full}`,
    `turn ${full} ${particle}`,
    `turn ${full} ${particle} [value:<step>]`,
    `turn ${particle} ${full} [value:<step>]`,
    `(${verbs}) ${full}`,
    `(${verbs}) ${full} [value:<step>]`,
    `${bare} ${particle}`,
    `${full} ${particle} ([value:<step>]|)`,
    `${bare} ${particle} ([value:<step>]|) (please|)`,
    `(${PUSH[particle]}) ${full} ${particle} ([value:<step>]|)`,
    `(${PUSH[particle]}) ${particle} ${full} ([value:<step>]|)`,
    `[value:a (little|bit|touch|tad)] ${amount} ${bare} (please|)`,
    `(<want>|need|could do with|how about|let's have) ([value:a (little|bit|touch)] |)${amount} ${bare}`,
    `${bare} [value:<bit>] ${particle} (please|)`,
    `(can|could) (we|you|i) (turn|have|put|bring|take|get) ${full} ${particle} ([value:<step>]|)`,
    `<want> ${full} (turned|brought|taken) ${particle} ([value:<step>]|)`,
    `take ${full} ([value:<step>]|) ${particle}`,
    `${full} (could|should|needs to|can) (go|come|be) ${particle} ([value:<step>]|)`,
    `${full} (isn't|is not) ${particle === 'up' ? '(high|strong) enough' : 'low enough'}`,
  ];
}

/** Ways to ask that a thing be opened. */
export function open(thing: Thing, verbs: string): string[] {
  const { full, bare } = named(thing);
  return [
    `(${verbs}|open) ${full}`,
    `(open|${verbs}) ${full} (for me|now|please|again|)`,
    `open (up|) ${full}`,
    `(get|have|pop|put|leave|swing) ${full} open`,
    `${bare} open`,
    `${bare} (open|open now|open up|open please)`,
    `<want> ${full} (open|opened|opened up)`,
    `let's (have|get) ${full} open`,
    `(i|we) (need|want|have) to (open|have open) ${full}`,
    `(can|could|shall) we (have ${full} open|get ${full} open|open ${full})`,
    `${full} (should be|needs to be|has to be|wants to be) (open|opened)`,
    `(would|could) you (mind opening|kindly open|be so kind and open|pop open) ${full}`,
    `(why is ${full}|why's ${full}|how come ${full} is) (not open|still closed|still shut)`,
    `(kindly|please|just) (open|make open) the ${bare}`,
  ];
}

/** Ways to ask that a thing be closed. */
export function close(thing: Thing, verbs: string): string[] {
  const { full, bare } = named(thing);
  return [
    `(${verbs}|close|shut) ${full}`,
    `(close|shut|${verbs}) ${full} (for me|now|please|again|)`,
    `(get|have|put|pull|push) ${full} (closed|shut)`,
    `${bare} (closed|shut|close)`,
    `${bare} (closed|shut|closed please|shut please|shut now|back shut)`,
    `<want> ${full} (closed|shut|closed up)`,
    `let's (have|get) ${full} (closed|shut)`,
    `(can|could|shall) we (close ${full}|shut ${full}|have ${full} shut|get ${full} closed)`,
    `${full} (should be|needs to be|has to be|wants to be) (closed|shut)`,
    `(would|could) you (mind closing|mind shutting|kindly close) ${full}`,
    `(why is ${full}|why's ${full}|how come ${full} is) (still open|open)`,
    `(kindly|please|just) (close|shut|make close) the ${bare}`,
    `(don't leave|you left|i left|someone left) ${full} open (close it|shut it)`,
    `(you can|we can) (close|shut) ${full} (now|again|)`,
  ];
}
