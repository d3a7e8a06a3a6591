import type { Page, RegionStatus, VehicleTurn } from '@headway/contracts';
import { SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';
import { useText } from '../text/use-text.js';
import { Actions, Answerer, Latency, Outcome, Words } from '../turns/turn-parts.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { ShareBar, Sparkline } from '../ui/charts.js';
import { Link } from '../ui/link.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';
import { LoopPicture } from './loop-picture.js';
import { type Loop, useLoop } from './use-loop.js';

interface Process {
  app: string;
  version: string;
  uptimeMs: number;
  rssMb: number;
}

/** The loop at a glance. */
export function OverviewPage() {
  const { t } = useText();
  const loop = useLoop();
  return (
    <>
      <PageHead title={t('overview.title')} lead={t('overview.lead')} aside={<ProcessLine />} />
      <LoopPicture loop={loop} />
      <div class="columns">
        <NextSteps loop={loop} />
        <WhoAnswered loop={loop} />
        <FrameRate loop={loop} />
        <Regions />
      </div>
      <LatestTurns />
    </>
  );
}

function ProcessLine() {
  const { t, duration, number } = useText();
  const { data } = useResource<Process>('/v1/process', SLOW_REFRESH_MS);
  if (!data) return null;
  const { app, version, uptimeMs, rssMb } = data;
  return <p class="small muted">{t('overview.process', { app, version, uptime: duration(uptimeMs), rss: number(rssMb) })}</p>;
}

/** What only a person can decide, each with its link. */
function nextSteps({ learning, rollout, newest }: Loop, t: ReturnType<typeof useText>['t']): [href: string, text: string][] {
  const steps: [string, string][] = [];
  if (learning && learning.openClusters > 0) steps.push(['/learning', t('overview.next.clusters', { n: learning.openClusters })]);
  if (learning && learning.acceptedClusters > 0 && learning.datasets === 0) {
    steps.push(['/learning?part=datasets', t('overview.next.accepted')]);
  }
  if (newest?.state === 'candidate' && rollout?.digest !== newest.digest) {
    steps.push([`/models/${encodeURIComponent(newest.id)}`, t('overview.next.model', { version: newest.version })]);
  }
  if (rollout?.state === 'draft' || rollout?.state === 'halted') {
    steps.push([`/rollouts/${encodeURIComponent(rollout.id)}`, t(`overview.next.${rollout.state}`, { version: rollout.version })]);
  }
  return steps;
}

function NextSteps({ loop }: { loop: Loop }) {
  const { t } = useText();
  const steps = nextSteps(loop, t);
  return (
    <Card title={t('overview.next')}>
      {steps.length === 0 ? (
        <Empty>{t('overview.next.none')}</Empty>
      ) : (
        <ul class="steps">
          {steps.map(([href, text]) => (
            <li key={href}>
              <Link href={href}>{text}</Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function WhoAnswered({ loop }: { loop: Loop }) {
  const { t, number } = useText();
  const by = loop.turns?.byAnswerer;
  return (
    <Card title={t('overview.turns')} aside={<Link href="/turns">{t('nav.turns')}</Link>}>
      {by && loop.turns && loop.turns.total > 0 ? (
        <ShareBar
          label={t('overview.turns')}
          parts={[
            { label: t('turns.by.vehicle'), value: by.vehicle, series: 1, text: number(by.vehicle) },
            { label: t('turns.by.any.region'), value: by.region, series: 2, text: number(by.region) },
            { label: t('turns.by.any.model'), value: by.model, series: 3, text: number(by.model) },
          ]}
        />
      ) : (
        <Empty>{t('overview.turns.empty')}</Empty>
      )}
    </Card>
  );
}

function FrameRate({ loop }: { loop: Loop }) {
  const { t, number } = useText();
  const { now, history } = loop.rate;
  const shown = now === null ? t('overview.rate.none') : t('overview.rate.now', { rate: number(now, 1) });
  return (
    <Card title={t('overview.rate')} aside={<b>{shown}</b>}>
      <Sparkline label={t('overview.rate.chart')} values={history} />
    </Card>
  );
}

function Regions() {
  const { t, name, duration } = useText();
  const regions = useResource<Page<RegionStatus>>('/v1/regions', SLOW_REFRESH_MS);
  return (
    <Card title={t('regions.title')} aside={<Link href="/regions">{t('nav.regions')}</Link>}>
      <Loaded resource={regions}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t('regions.empty')}</Empty>
          ) : (
            <ul class="plain">
              {items.map(({ id, health, name: place }) => (
                <li key={id} class="row">
                  <span>
                    {place}
                    {health ? <small class="muted block">p95 {duration(health.p95Ms)}</small> : null}
                  </span>
                  <Badge tone={toneOf(health?.status ?? 'failed')}>{name('regions.health', health?.status ?? 'none')}</Badge>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function LatestTurns() {
  const { t } = useText();
  const turns = useResource<Page<VehicleTurn>>('/v1/turns?limit=6');
  return (
    <Card title={t('overview.latest')} aside={<Link href="/turns">{t('list.all')}</Link>}>
      <Loaded resource={turns}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t('turns.empty')}</Empty>
          ) : (
            <Table
              caption={t('overview.latest')}
              rows={items}
              keyOf={({ vin, turn }) => `${vin} ${turn}`}
              columns={[
                { title: t('turns.said'), cell: (turn) => <Words turn={turn} /> },
                { title: t('turns.actions'), cell: ({ actions }) => <Actions actions={actions} /> },
                { title: t('turns.by'), cell: ({ answeredBy }) => <Answerer by={answeredBy} /> },
                { title: t('turns.latency'), cell: (turn) => <Latency turn={turn} />, numeric: true },
                { title: t('turns.outcome'), cell: ({ outcome }) => <Outcome outcome={outcome} /> },
                { title: t('turns.when'), cell: ({ at }) => <Time at={at} />, numeric: true },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
