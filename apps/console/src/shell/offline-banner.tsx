import { useEffect, useState } from 'preact/hooks';
import { retryNow, unreachableSinceMs, watchConnection } from '../api/connection.js';
import { useNow } from '../text/use-now.js';
import { useText } from '../text/use-text.js';

/** Says that nothing answers, since when, and offers to try now. */
export function OfflineBanner() {
  const text = useText();
  const now = useNow();
  const [since, setSince] = useState(unreachableSinceMs);
  useEffect(() => watchConnection(() => setSince(unreachableSinceMs())), []);
  if (since === null) return null;
  return (
    <div class="offline" role="alert">
      <p>{text.t('state.offline', { when: text.relative(since, now) })}</p>
      <button type="button" class="button" onClick={retryNow}>
        {text.t('state.retry')}
      </button>
    </div>
  );
}
