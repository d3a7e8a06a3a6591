import { useNow } from '../text/use-now.js';
import { useText } from '../text/use-text.js';

/** A time relative to now; absolute on hover and for screen readers that ask. */
export function Time({ at }: { at: number | null | undefined }) {
  const text = useText();
  const now = useNow();
  if (at === null || at === undefined) return <span class="muted">–</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={text.absolute(at)}>
      {text.relative(Math.min(at, now), now)}
    </time>
  );
}
