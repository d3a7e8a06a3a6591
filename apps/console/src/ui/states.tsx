import type { ComponentChildren } from 'preact';
import type { ApiError } from '../api/api-error.js';
import type { Resource } from '../api/use-resource.js';
import { useNow } from '../text/use-now.js';
import { useText } from '../text/use-text.js';

function Loading() {
  const { t } = useText();
  return (
    <div class="loading" role="status">
      <span class="visually-hidden">{t('state.loading')}</span>
      <span class="bone" />
      <span class="bone" />
      <span class="bone" />
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

/** A problem in words: what, why, which fields, and the code to search for. */
export function Failure({ error, title, onRetry }: { error: ApiError; title?: string; onRetry?: () => void }) {
  const { t } = useText();
  const { problem } = error;
  return (
    <div class="failure" role="alert">
      <strong>{title ?? t('state.failed')}</strong>
      <p>{problem ? (problem.detail ?? problem.title) : t('state.unreachable')}</p>
      {problem?.errors ? (
        <ul>
          {problem.errors.map(({ path, message }) => (
            <li key={path}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      ) : null}
      {problem ? <p class="muted small">{t('state.code', { code: problem.code, status: problem.status })}</p> : null}
      {onRetry ? (
        <button type="button" class="button" onClick={onRetry}>
          {t('state.retry')}
        </button>
      ) : null}
    </div>
  );
}

/** Shows a resource once it is there; bones before, the problem instead, and a note when what is shown has grown old. */
export function Loaded<T>({ resource, children }: { resource: Resource<T>; children: (data: T) => ComponentChildren }) {
  const text = useText();
  const now = useNow();
  const { data, error, readAt, reload } = resource;
  if (data === undefined) return error ? <Failure error={error} onRetry={reload} /> : <Loading />;
  return (
    <>
      {error && !error.isUnreachable ? (
        <p class="stale" role="status">
          {text.t('state.stale', { when: text.relative(readAt, now), why: error.message })}
        </p>
      ) : null}
      {children(data)}
    </>
  );
}
