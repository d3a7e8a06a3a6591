import type { List } from '../api/use-list.js';
import { useText } from '../text/use-text.js';

/** Turns the pages of a list; not there when one page is all. */
export function Pager({ list }: { list: List<unknown> }) {
  const { t, number } = useText();
  if (!list.previous && !list.next) return null;
  return (
    <nav class="pager" aria-label={t('list.pages')}>
      <button type="button" class="button" disabled={!list.previous} onClick={list.previous}>
        {t('list.previous')}
      </button>
      <span aria-live="polite">{t('list.page', { page: list.page, total: number(list.total) })}</span>
      <button type="button" class="button" disabled={!list.next} onClick={list.next}>
        {t('list.next')}
      </button>
    </nav>
  );
}
