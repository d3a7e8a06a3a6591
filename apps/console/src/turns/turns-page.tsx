import type { Page, TurnSummary, VehicleTurn } from '@headway/contracts';
import { useEffect, useState } from 'preact/hooks';
import { withQuery } from '../api/client.js';
import { useEventStream } from '../api/use-event-stream.js';
import { REFRESH_MS, SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';
import { replaceQuery, type Route } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { Badge } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { Choice } from '../ui/choice.js';
import { Facts } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';
import { Actions, Answerer, Latency, Outcome, Words } from './turn-parts.js';

/** Turns shown; older ones are in the API. */
const SHOWN = 50;
const OUTCOMES = ['executed', 'partial', 'asked', 'refused', 'not-understood', 'answered'] as const;
const ANSWERERS = ['vehicle', 'region', 'model'] as const;

/** The last turns, growing as drivers speak. */
export function TurnsPage({ route }: { route: Route }) {
  const { t, name } = useText();
  const outcome = route.query.get('outcome') ?? '';
  const answeredBy = route.query.get('by') ?? '';
  const [isPaused, setPaused] = useState(false);
  const stream = useEventStream(isPaused ? null : '/v1/stream', ['turn'], () => resource.reload());
  const resource = useResource<Page<VehicleTurn>>(
    withQuery('/v1/turns', { limit: SHOWN, outcome, answeredBy }),
    stream === 'open' ? SLOW_REFRESH_MS : REFRESH_MS,
  );
  const [frozen, setFrozen] = useState<Page<VehicleTurn>>();
  useEffect(() => setFrozen(isPaused ? resource.data : undefined), [isPaused]);

  const filter = (values: Record<string, string>) => replaceQuery({ outcome, by: answeredBy, ...values });
  const live = isPaused ? t('turns.paused') : t(`live.${stream}`);
  return (
    <>
      <PageHead
        title={t('turns.title')}
        lead={t('turns.lead')}
        aside={<Badge tone={stream === 'open' ? 'good' : 'neutral'}>{live}</Badge>}
      />
      <Summary />
      <form class="filters" aria-label={t('turns.filter')}>
        <Choice
          label={t('turns.by')}
          value={answeredBy}
          onChange={(by) => filter({ by })}
          options={[
            ['', t('list.all')],
            ...ANSWERERS.map((kind) => [kind, kind === 'vehicle' ? t('turns.by.vehicle') : t(`turns.by.any.${kind}`)] as const),
          ]}
        />
        <Choice
          label={t('turns.outcome')}
          value={outcome}
          onChange={(value) => filter({ outcome: value })}
          options={[['', t('list.all')], ...OUTCOMES.map((value) => [value, name('turns.outcome', value)] as const)]}
        />
        <button type="button" class="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
          {isPaused ? t('turns.resume') : t('turns.pause')}
        </button>
      </form>
      <Card title={t('overview.latest')}>
        <Loaded resource={resource}>
          {(page) => (
            <TurnTable turns={(frozen ?? page).items} empty={outcome || answeredBy ? t('turns.empty.filter') : t('turns.empty')} />
          )}
        </Loaded>
      </Card>
    </>
  );
}

/** Turns of many vehicles, newest first. */
export function TurnTable({ turns, empty, withVehicle = true }: { turns: readonly VehicleTurn[]; empty: string; withVehicle?: boolean }) {
  const { t } = useText();
  if (turns.length === 0) return <Empty>{empty}</Empty>;
  return (
    <Table
      caption={t('turns.title')}
      rows={turns}
      keyOf={({ vin, turn }) => `${vin} ${turn}`}
      columns={[
        { title: t('turns.when'), cell: ({ at }) => <Time at={at} /> },
        { title: t('turns.said'), cell: (turn) => <Words turn={turn} /> },
        { title: t('turns.actions'), cell: ({ actions }) => <Actions actions={actions} /> },
        { title: t('turns.outcome'), cell: ({ outcome }) => <Outcome outcome={outcome} /> },
        {
          title: t('turns.by'),
          cell: ({ answeredBy, modelVersion }) => (
            <span title={modelVersion}>
              <Answerer by={answeredBy} />
            </span>
          ),
        },
        { title: t('turns.latency'), cell: (turn) => <Latency turn={turn} />, numeric: true },
        ...(withVehicle
          ? [{ title: t('turns.vehicle'), cell: ({ vin }: VehicleTurn) => <Link href={`/vehicles/${vin}`}>{vin}</Link> }]
          : []),
      ]}
    />
  );
}

function Summary() {
  const { t, number, percent } = useText();
  const summary = useResource<TurnSummary>('/v1/turns/summary');
  return (
    <Loaded resource={summary}>
      {({ total, late, byAnswerer, byOutcome }) => {
        const share = (count: number | undefined) => (total > 0 ? percent((count ?? 0) / total) : percent(null));
        return (
          <Facts
            large
            facts={[
              [t('turns.total'), number(total)],
              [t('turns.by.vehicle'), share(byAnswerer.vehicle)],
              [t('turns.by.any.region'), share(byAnswerer.region)],
              [t('turns.by.any.model'), share(byAnswerer.model)],
              [t('turns.outcome.not-understood'), share(byOutcome['not-understood'])],
              [t('turns.lates'), number(late), late > 0 ? 'bad' : undefined],
            ]}
          />
        );
      }}
    </Loaded>
  );
}
