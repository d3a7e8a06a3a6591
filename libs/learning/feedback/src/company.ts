import type { Example, LabelledFrame, Language } from '@headway/contracts';
import { numbersOf } from './numbers.js';

/** What stands between two requests: at the end of the first, at the beginning of the second. Mostly nothing, as drivers speak. */
const JOINTS: Record<Language, readonly (readonly [string, string])[]> = {
  zh: [
    ['', ''],
    ['', ''],
    ['，', ''],
    ['', '然后'],
    ['', '再'],
    ['', '顺便'],
    ['，', '还有'],
  ],
  en: [
    [' ', ''],
    [' ', 'and '],
    [' ', 'and '],
    [', ', ''],
    [' ', 'then '],
    [', ', 'also '],
    [' ', 'and then '],
  ],
};
/** Longest utterance that gets or gives company, in characters: two requests are said in one breath. */
const LONGEST: Record<Language, number> = { zh: 24, en: 60 };

/** What is said about the conversation itself stands alone. */
const stands = ({ frames }: Example): boolean => frames.some(({ intent }) => intent.startsWith('dialogue.'));
const isShort = ({ text, language }: Example): boolean => text.length <= LONGEST[language];

const moved = (frame: LabelledFrame, by: number): LabelledFrame => ({
  ...frame,
  span: [frame.span[0] + by, frame.span[1] + by],
  slots: frame.slots.map((slot) => ({ ...slot, start: slot.start + by, end: slot.end + by })),
});

function joined(first: Example, second: Example, [end, begin]: readonly [string, string]): Pick<Example, 'text' | 'frames'> {
  const at = first.text.length + end.length;
  const frames = second.frames.map((frame) => moved(frame, at + begin.length));
  const [head, ...rest] = frames as [LabelledFrame, ...LabelledFrame[]];
  const opened: LabelledFrame = { ...head, span: [at, head.span[1]] };
  return { text: first.text + end + begin + second.text, frames: [...first.frames, opened, ...rest] };
}

/**
 * Each short example once more beside a known request. Taught alone, what is new makes a model expect one request an utterance: it then hears
 * 关窗打开空调 as one too.
 */
export function inCompany(examples: readonly Example[], known: readonly Example[]): Example[] {
  return (['zh', 'en'] as const).flatMap((language) => {
    const company = known.filter((one) => one.language === language && one.frames.length > 0 && isShort(one) && !stands(one));
    if (company.length === 0) return [];
    return examples.flatMap((example) => {
      if (example.language !== language || example.frames.length === 0 || !isShort(example) || stands(example)) return [];
      const next = numbersOf('company', example.text);
      const other = company[next(company.length)] as Example;
      const joint = JOINTS[language][next(JOINTS[language].length)] as readonly [string, string];
      const pair = next(2) === 0 ? joined(example, other, joint) : joined(other, example, joint);
      return [{ ...example, id: `${example.id}-c`, ...pair }];
    });
  });
}
