import type { FleetCompleteness, IncompleteVehicle } from '@headway/contracts';
import { SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';
import { useText } from '../text/use-text.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Facts } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';
import { LedgerTotals } from './ledger-totals.js';

/** The ledgers of the whole fleet: sums, why frames are lost, and the vehicles that still owe some. */
export function FleetLedgerCard() {
  const { t } = useText();
  const ledger = useResource<FleetCompleteness>('/v1/completeness?limit=20', SLOW_REFRESH_MS);
  return (
    <Card title={t('vehicle.ledger')} lead={t('vehicle.ledger.lead')}>
      <Loaded resource={ledger}>{(data) => <FleetLedger ledger={data} />}</Loaded>
    </Card>
  );
}

function FleetLedger({ ledger }: { ledger: FleetCompleteness }) {
  const { t, name, number } = useText();
  const { totals, lostBy, items, incomplete } = ledger;
  return (
    <>
      <LedgerTotals totals={totals} />
      {Object.keys(lostBy).length > 0 ? (
        <Facts facts={Object.entries(lostBy).map(([reason, count]) => [name('telemetry.reason', reason), number(count)])} />
      ) : null}
      {items.length === 0 ? <Empty>{t('telemetry.complete')}</Empty> : <IncompleteTable vehicles={items} total={incomplete} />}
    </>
  );
}

function IncompleteTable({ vehicles, total }: { vehicles: readonly IncompleteVehicle[]; total: number }) {
  const { t, number } = useText();
  return (
    <>
      <h3>{t('telemetry.incomplete', { n: number(total) })}</h3>
      <Table
        caption={t('telemetry.incomplete', { n: number(total) })}
        rows={vehicles}
        keyOf={({ vin }) => vin}
        columns={[
          {
            title: t('vehicles.filter.vin'),
            cell: ({ vin }) => (
              <Link class="mono" href={`/vehicles/${vin}`}>
                {vin}
              </Link>
            ),
          },
          {
            title: t('vehicles.filter.online'),
            cell: ({ online }) => <Badge tone={online ? 'good' : 'neutral'}>{online ? t('vehicles.online') : t('vehicles.offline')}</Badge>,
          },
          { title: t('vehicle.missing'), cell: ({ missing }) => number(missing), numeric: true },
          { title: t('telemetry.since'), cell: ({ gapSince }) => <Time at={gapSince} />, numeric: true },
          { title: t('telemetry.requests'), cell: ({ requests }) => number(requests), numeric: true },
        ]}
      />
    </>
  );
}
