const HAN = /\p{Script=Han}/u;

/** What somebody said, in the quotation marks of its language. */
export function Said({ words }: { words: string }) {
  return <q lang={HAN.test(words) ? 'zh' : 'en'}>{words}</q>;
}
