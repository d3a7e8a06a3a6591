import type { RegionStatus } from '@headway/contracts';
import { useList } from '../api/use-list.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { Digest, Facts } from '../ui/facts.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Time } from '../ui/time.js';

/** The region directory with the health last seen. */
export function RegionsPage() {
  const { t } = useText();
  const list = useList<RegionStatus>('/v1/regions', { limit: 50 });
  return (
    <>
      <PageHead title={t('regions.title')} lead={t('regions.lead')} />
      <Loaded resource={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t('regions.empty')}</Empty>
          ) : (
            <div class="grid">
              {items.map((region) => (
                <RegionCard key={region.id} region={region} />
              ))}
            </div>
          )
        }
      </Loaded>
      <Pager list={list} />
    </>
  );
}

function RegionCard({ region }: { region: RegionStatus }) {
  const { t, name, number, duration, place } = useText();
  const { health } = region;
  const status = health?.status ?? 'none';
  return (
    <Card title={region.name} aside={<Badge tone={health ? toneOf(status) : 'bad'}>{name('regions.health', status)}</Badge>}>
      <Facts
        facts={[
          ['ID', <code>{region.id}</code>],
          [t('regions.residency'), region.residency],
          [t('regions.place'), place(region, 2)],
          [t('regions.served'), number(health?.served)],
          [t('regions.queued'), number(health?.queued)],
          [t('regions.p95'), duration(health?.p95Ms)],
          [t('vehicles.model'), health?.modelVersion ?? '–'],
          [t('word.digest'), <Digest value={health?.modelDigest} />],
          ['URL', <code>{region.url}</code>],
          [t('regions.checked'), <Time at={region.checkedAt} />],
        ]}
      />
    </Card>
  );
}
