import type { ModelVersion, Page, VehicleSummary } from '@headway/contracts';
import { useEffect, useState } from 'preact/hooks';
import { useList } from '../api/use-list.js';
import { SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';
import { replaceQuery, type Route } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { Badge } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { Choice } from '../ui/choice.js';
import { Link } from '../ui/link.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';

/** How long typing must rest before the list is asked. */
const TYPING_MS = 250;

/** All vehicles, paged and filtered. */
export function VehiclesPage({ route }: { route: Route }) {
  const { t, number } = useText();
  const online = route.query.get('online') ?? '';
  const model = route.query.get('model') ?? '';
  const vin = route.query.get('vin') ?? '';
  const list = useList<VehicleSummary>('/v1/vehicles', { query: { online, model, vin }, limit: 25 });
  const filter = (values: Record<string, string>) => replaceQuery({ online, model, vin, ...values });
  const isFiltered = Boolean(online || model || vin);
  return (
    <>
      <PageHead title={t('vehicles.title')} />
      <form class="filters" aria-label={t('vehicles.filter')} onSubmit={(event) => event.preventDefault()}>
        <VinField value={vin} onChange={(value) => filter({ vin: value })} />
        <Choice
          label={t('vehicles.filter.online')}
          value={online}
          onChange={(value) => filter({ online: value })}
          options={[
            ['', t('list.all')],
            ['true', t('vehicles.online')],
            ['false', t('vehicles.offline')],
          ]}
        />
        <ModelChoice value={model} onChange={(value) => filter({ model: value })} />
      </form>
      <Card title={t('vehicles.title')} aside={list.data ? number(list.total) : null}>
        <Loaded resource={list}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty>{isFiltered ? t('vehicles.empty.filter') : t('vehicles.empty')}</Empty>
            ) : (
              <VehicleTable vehicles={items} />
            )
          }
        </Loaded>
        <Pager list={list} />
      </Card>
    </>
  );
}

/** The beginning of a VIN: capital letters and digits, as ISO 3779 has them. */
function VinField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label class="field">
      <span>{t('vehicles.filter.vin')}</span>
      <input
        type="search"
        value={typed}
        maxLength={17}
        placeholder={t('vehicles.filter.vin.hint')}
        spellcheck={false}
        autocapitalize="characters"
        onInput={(event) => setTyped(event.currentTarget.value.toUpperCase().replace(/[^A-HJ-NPR-Z0-9]/g, ''))}
      />
    </label>
  );
}

function ModelChoice({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useText();
  const models = useResource<Page<ModelVersion>>('/v1/models?family=vehicle&limit=100', SLOW_REFRESH_MS);
  const versions = [...new Set([...(models.data?.items ?? []).map(({ version }) => version), ...(value ? [value] : [])])];
  return (
    <Choice
      label={t('vehicles.filter.model')}
      value={value}
      onChange={onChange}
      options={[['', t('list.all')], ...versions.map((version) => [version, version] as const)]}
    />
  );
}

function VehicleTable({ vehicles }: { vehicles: readonly VehicleSummary[] }) {
  const { t, number, quantity, place } = useText();
  return (
    <Table
      caption={t('vehicles.title')}
      rows={vehicles}
      keyOf={({ vin }) => vin}
      columns={[
        { title: t('vehicles.filter.vin'), cell: ({ vin }) => <Link href={`/vehicles/${vin}`}>{vin}</Link> },
        {
          title: t('vehicles.filter.online'),
          cell: ({ online }) => <Badge tone={online ? 'good' : 'neutral'}>{online ? t('vehicles.online') : t('vehicles.offline')}</Badge>,
        },
        { title: t('vehicles.seen'), cell: ({ lastSeenAt }) => <Time at={lastSeenAt} /> },
        { title: t('vehicles.model'), cell: ({ model }) => <span title={model?.digest ?? ''}>{model?.version ?? '–'}</span> },
        {
          title: t('vehicles.speed'),
          cell: ({ speedKmh }) => quantity(speedKmh === null ? null : Math.round(speedKmh), 'km/h'),
          numeric: true,
        },
        {
          title: t('vehicles.position'),
          cell: ({ position }) => place(position),
          numeric: true,
        },
        { title: t('vehicles.frames'), cell: ({ frames }) => number(frames), numeric: true },
        {
          title: t('vehicles.missing'),
          cell: ({ missing }) => <span class={missing > 0 ? 'warn' : ''}>{number(missing)}</span>,
          numeric: true,
        },
      ]}
    />
  );
}
