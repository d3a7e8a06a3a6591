import type { Rollout } from '@headway/contracts';
import { useList } from '../api/use-list.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { Link } from '../ui/link.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Time } from '../ui/time.js';
import { StageBars } from './stage-bars.js';

/** All rollouts, newest first. */
export function RolloutsPage() {
  const { t, name } = useText();
  const list = useList<Rollout>('/v1/rollouts', { limit: 10 });
  return (
    <>
      <PageHead title={t('rollouts.title')} lead={t('rollouts.lead')} />
      <Loaded resource={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              {t('rollouts.empty')} <Link href="/models">{t('nav.models')}</Link>
            </Empty>
          ) : (
            <div class="stack">
              {items.map((rollout) => (
                <Card
                  key={rollout.id}
                  title={t('rollouts.of', { version: rollout.version })}
                  aside={<Badge tone={toneOf(rollout.state)}>{name('rollouts.state', rollout.state)}</Badge>}
                >
                  <p class="chips">
                    <span>
                      <Link href={`/rollouts/${encodeURIComponent(rollout.id)}`}>{rollout.id}</Link>
                    </span>
                    <span>{t('rollouts.cohort.vehicles', { n: rollout.cohort })}</span>
                    <span>
                      {t('word.updated')} <Time at={rollout.updatedAt} />
                    </span>
                    <span>{rollout.decisions.at(-1)?.reason}</span>
                  </p>
                  <StageBars rollout={rollout} />
                </Card>
              ))}
            </div>
          )
        }
      </Loaded>
      <Pager list={list} />
    </>
  );
}
