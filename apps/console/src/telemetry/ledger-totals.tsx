import type { CompletenessTotals } from '@headway/contracts';
import { useText } from '../text/use-text.js';
import { Facts } from '../ui/facts.js';

/** What became of every numbered frame, of one vehicle or of all. */
export function LedgerTotals({ totals }: { totals: CompletenessTotals }) {
  const { t, number } = useText();
  return (
    <Facts
      large
      facts={[
        [t('vehicle.assigned'), number(totals.assigned)],
        [t('vehicle.stored'), number(totals.stored)],
        [t('vehicle.missing'), number(totals.missing), totals.missing > 0 ? 'bad' : 'good'],
        [t('vehicle.lost'), number(totals.declaredLost)],
        [t('vehicle.duplicates'), number(totals.duplicatesDropped)],
        [t('vehicle.duplicates.visible'), number(totals.duplicatesVisible), totals.duplicatesVisible > 0 ? 'bad' : 'good'],
      ]}
    />
  );
}
