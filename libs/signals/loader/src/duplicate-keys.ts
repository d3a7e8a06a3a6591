const SPACE = /\s/;

/**
 * Finds the first key that an object of a JSON text names twice: JSON.parse would keep the last one without a word, and half of a
 * catalogue with it. The text must be valid JSON.
 * @returns the dotted path of the key, undefined when every key is named once
 */
export function findDuplicateKey(text: string): string | undefined {
  const open: { keys: Set<string> | undefined; key: string }[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    const innermost = open.at(-1);
    if (character === '{') {
      open.push({ keys: new Set(), key: '' });
      expectsKey = true;
    } else if (character === '[') open.push({ keys: undefined, key: '' });
    else if (character === '}' || character === ']') {
      open.pop();
      expectsKey = false;
    } else if (character === ',') expectsKey = innermost?.keys !== undefined;
    else if (character === '"') {
      const end = endOfString(text, at);
      if (expectsKey && innermost?.keys) {
        innermost.key = JSON.parse(text.slice(at, end + 1)) as string;
        if (innermost.keys.has(innermost.key)) return open.flatMap(({ keys, key }) => (keys ? [key] : [])).join('.');
        innermost.keys.add(innermost.key);
        expectsKey = false;
      }
      at = end;
    } else if (!SPACE.test(character)) expectsKey = false;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
