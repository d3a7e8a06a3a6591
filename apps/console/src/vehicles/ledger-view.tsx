import type { Completeness } from '@headway/contracts';
import { LedgerTotals } from '../telemetry/ledger-totals.js';
import { useText } from '../text/use-text.js';
import { Badge } from '../ui/badge.js';
import { Empty } from '../ui/states.js';
import { Table } from '../ui/table.js';

type StreamCompleteness = Completeness['streams'][number];

const SHOWN_RANGES = 5;

const rangesOf = (ranges: StreamCompleteness['missingRanges']) =>
  ranges
    .slice(0, SHOWN_RANGES)
    .map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
    .join(', ') + (ranges.length > SHOWN_RANGES ? ', …' : '');

/** The ledger of one vehicle: what became of every numbered frame. */
export function LedgerView({ ledger }: { ledger: Completeness }) {
  const { t, number, name } = useText();
  const { totals, streams } = ledger;
  if (streams.length === 0) return <Empty>{t('vehicle.ledger.empty')}</Empty>;
  return (
    <>
      <LedgerTotals totals={totals} />
      <Table
        caption={t('vehicle.ledger')}
        rows={streams}
        keyOf={({ boot, stream }) => `${boot} ${stream}`}
        stacks="late"
        columns={[
          { title: t('vehicle.boot'), cell: ({ boot }) => <code title={boot}>{boot.slice(0, 8)}</code> },
          { title: t('vehicle.stream'), cell: ({ stream }) => name('vehicle.stream', String(stream)) },
          {
            title: t('word.state'),
            cell: ({ closed }) => <Badge tone={closed ? 'good' : 'busy'}>{closed ? t('vehicle.closed') : t('vehicle.running')}</Badge>,
          },
          { title: t('vehicle.head'), cell: ({ head }) => number(head), numeric: true },
          { title: t('vehicle.stored'), cell: ({ stored }) => number(stored), numeric: true },
          { title: t('vehicle.lost'), cell: ({ declaredLost }) => number(declaredLost), numeric: true },
          {
            title: t('vehicle.missing'),
            cell: ({ missing, missingRanges }) => (
              <span class={missing > 0 ? 'warn' : ''}>
                {number(missing)}
                {missing > 0 ? <small class="aside">{rangesOf(missingRanges)}</small> : null}
              </span>
            ),
            numeric: true,
          },
        ]}
      />
    </>
  );
}
