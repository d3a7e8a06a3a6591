import type { Completeness, Connectivity, Page, VehicleTurn, VehicleTwin } from '@headway/contracts';
import { useEffect } from 'preact/hooks';
import { withQuery } from '../api/client.js';
import { SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';
import { CommandsView } from '../commands/commands-view.js';
import { HistoryView } from '../history/history-view.js';
import { useText } from '../text/use-text.js';
import { TurnTable } from '../turns/turns-page.js';
import { Badge } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { Facts } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { Loaded } from '../ui/states.js';
import { Time } from '../ui/time.js';
import { ConnectivityView } from './connectivity-view.js';
import { LedgerView } from './ledger-view.js';
import { ModelReason } from './model-reason.js';
import { TwinView } from './twin-view.js';
import { useTwin } from './use-twin.js';

/** One vehicle: what it reports, whether all of it has arrived, and which model it runs. */
export function VehiclePage({ vin }: { vin: string }) {
  const { t } = useText();
  const { twin, stream, turnsHeard } = useTwin(vin);
  const ledger = useResource<Completeness>(`/v1/vehicles/${encodeURIComponent(vin)}/completeness`);
  const connectivity = useResource<Connectivity>(`/v1/vehicles/${encodeURIComponent(vin)}/connectivity`, SLOW_REFRESH_MS);
  const turns = useResource<Page<VehicleTurn>>(withQuery('/v1/turns', { vin, limit: 10 }), SLOW_REFRESH_MS);
  useEffect(() => turns.reload(), [turnsHeard]);
  return (
    <>
      <p class="crumb">
        <Link href="/vehicles">← {t('vehicles.title')}</Link>
      </p>
      <PageHead
        title={<span class="mono">{vin}</span>}
        lead={twin.data ? <Online online={twin.data.online} /> : null}
        aside={<Badge tone={stream === 'open' ? 'good' : 'neutral'}>{t(`live.${stream}`)}</Badge>}
      />
      <Loaded resource={twin}>{(data) => <Summary twin={data} />}</Loaded>
      <div class="columns narrow-first">
        <Card title={t('vehicle.twin')} aside={twin.data ? t('vehicle.twin.count', { n: Object.keys(twin.data.signals).length }) : null}>
          <Loaded resource={twin}>{(data) => <TwinView twin={data} />}</Loaded>
        </Card>
        <div class="stack">
          <Card title={t('vehicle.model')}>
            <ModelReason vin={vin} />
          </Card>
          <Card title={t('vehicle.ledger')} lead={t('vehicle.ledger.lead')}>
            <Loaded resource={ledger}>{(data) => <LedgerView ledger={data} />}</Loaded>
          </Card>
          <Card title={t('connectivity.title')}>
            <Loaded resource={connectivity}>{(data) => <ConnectivityView connectivity={data} />}</Loaded>
          </Card>
        </div>
      </div>
      <Card title={t('history.title')} lead={t('history.lead')}>
        <Loaded resource={twin}>{(data) => <HistoryView twin={data} />}</Loaded>
      </Card>
      <Card title={t('commands.title')} lead={t('commands.lead')}>
        <Loaded resource={twin}>{(data) => <CommandsView twin={data} />}</Loaded>
      </Card>
      <Card title={t('vehicle.turns')}>
        <Loaded resource={turns}>{({ items }) => <TurnTable turns={items} empty={t('turns.empty')} withVehicle={false} />}</Loaded>
      </Card>
    </>
  );
}

function Online({ online }: { online: boolean }) {
  const { t } = useText();
  return <Badge tone={online ? 'good' : 'neutral'}>{online ? t('vehicles.online') : t('vehicles.offline')}</Badge>;
}

function Summary({ twin }: { twin: VehicleTwin }) {
  const { t, number, quantity, place } = useText();
  const { lastSeenAt, frames, missing, model, position, speedKmh, signals } = twin;
  const speed = signals['Vehicle.Speed']?.value ?? speedKmh;
  return (
    <Facts
      large
      facts={[
        [t('vehicles.seen'), <Time at={lastSeenAt} />],
        [t('vehicles.speed'), quantity(typeof speed === 'number' ? Math.round(speed) : null, 'km/h')],
        [t('vehicles.position'), place(position, 3)],
        [t('vehicles.model'), model?.version ?? '–'],
        [t('vehicles.frames'), number(frames)],
        [t('vehicles.missing'), number(missing), missing > 0 ? 'bad' : undefined],
      ]}
    />
  );
}
