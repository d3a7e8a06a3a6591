import { set, shift } from './patterns.js';

const SCREEN =
  '(screen|display|screen|center screen|dashboard|touchscreen|main screen|infotainment screen|centre display|dash|monitor|instrument cluster)';
const DRIVE =
  '(sport|sport mode|eco|eco mode|economy mode|comfort|comfort mode|normal|normal mode|snow mode|snow|rain mode|standard mode|sports mode|winter mode|energy saving mode|economy|wet mode|standard)';
const DAY = '(night mode|day mode|dark mode|light mode|night|day|dark|dark theme|light theme|daytime mode|nighttime mode)';

/** English templates of screen and drive mode. */
export const EN_COCKPIT: Record<string, readonly string[]> = {
  'screen.brightness.set': [
    ...set(
      `(${SCREEN} brightness|brightness of the ${SCREEN}|brightness|${SCREEN} brightness)`,
      '(<percent>|<percent>|<number>|<high>|<low>|half|<level>)',
    ),
    `(set|turn|put) (the|) ${SCREEN} to [value:(<percent>|max|full|half)] brightness`,
    'brightness (to|at|) [value:(max|half|full|<percent>|minimum|low|high)]',
  ],
  'screen.brightness.up': [
    ...shift(`(${SCREEN} brightness|brightness|${SCREEN} brightness)`, 'up', 'increase|raise|boost'),
    `(make|get) (the|) ${SCREEN} ([value:<bit>] |)(brighter|lighter)`,
    `brighten (up|) (the|) ${SCREEN} ([value:<bit>]|)`,
    `(the|my) ${SCREEN} is (too|a bit|so) (dark|dim)`,
    `(i can't|can't|i can barely) (see|read) the ${SCREEN}`,
    `(brighter|lighter) ${SCREEN}`,
  ],
  'screen.brightness.down': [
    ...shift(`(${SCREEN} brightness|brightness|${SCREEN} brightness)`, 'down', 'decrease|lower|reduce|dim'),
    `(make|get) (the|) ${SCREEN} ([value:<bit>] |)(dimmer|darker|less bright)`,
    `dim (the|) ${SCREEN} ([value:<bit>]|)`,
    `(the|my|that|this) ${SCREEN} is (too|a bit|so|way too) (bright|blinding|harsh)`,
    `(dimmer|darker) ${SCREEN}`,
    `(the|that) ${SCREEN} (is blinding me|hurts my eyes|is hurting my eyes)`,
  ],
  'screen.mode': [
    `(switch|change|set|put|turn) (the|) ${SCREEN} (to|into|in) [mode:${DAY}]`,
    `(switch|change|go) to [mode:(night mode|day mode|dark mode|light mode|dark theme|light theme)]`,
    `(turn on|enable|activate|use) [mode:(night mode|dark mode|day mode|light mode|dark theme)]`,
    `[mode:(night mode|dark mode|day mode|light mode)] (on|please|)`,
    `(screen|display|map|theme) (to|in|on) [mode:${DAY}]`,
    `(make) the (screen|display|theme|map) [mode:(dark|light)]`,
  ],
  'drive.mode': [
    `(switch|change|go|shift) (over |)(to|into) [mode:${DRIVE}]`,
    `(set|put|switch|change) (the|) (drive mode|driving mode|car|vehicle|mode|driving style) (to|in|into|on) [mode:${DRIVE}]`,
    `(turn on|enable|activate|engage|use|enter|start) [mode:(sport mode|eco mode|comfort mode|normal mode|snow mode|rain mode|economy mode|sports mode|winter mode)]`,
    `[mode:(sport mode|eco mode|comfort mode|snow mode|normal mode|rain mode)] (on|please|)`,
    `(put|stick|get|pop|have) (it|her|the car|this thing|him) in (to |)[mode:${DRIVE}]`,
    `(back|go back|return) to [mode:${DRIVE}]`,
    `(it's|it is) (snowing|slippery|wet|icy|muddy) (use|go to|switch to|put it in) [mode:(snow mode|rain mode|snow|winter mode|wet mode)]`,
    `(drive|i want to drive) in [mode:${DRIVE}]`,
    '(the road is|the roads are|it is) (slippery|icy|snowy) (switch|go|change) to [mode:(snow mode|winter mode|rain mode)]',
    "(save|i want to save|let's save) (energy|power|fuel|gas|battery) (with|switch to|go) [mode:(eco mode|eco|economy mode)]",
    "(let's|i want to) have some fun [mode:(sport mode|sport)]",
  ],
  'screen.off': [
    `(turn off|switch off|shut off|kill|blank|black out) (the|my|) ${SCREEN}`,
    `(turn|switch|shut) (the|my|) ${SCREEN} off`,
    `${SCREEN} off (please|)`,
    '(put|send) the (screen|display) to sleep',
    '(blank|black out|kill|darken) the (screen|display)',
  ],
  'screen.on': [
    `(turn on|switch on|wake|wake up|light up) (the|my|) ${SCREEN}`,
    `(turn|switch) (the|my|) ${SCREEN} (on|back on)`,
    `${SCREEN} (on|back on) (please|)`,
    '(wake|light|bring) the (screen|display) (up|back)',
    'the (screen|display) (is|went) (black|off|blank) (turn it on|)',
  ],
};
