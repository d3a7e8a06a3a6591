import type { LearningStatus } from '@headway/contracts';
import { useResource } from '../api/use-resource.js';
import { type Route } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { PageHead } from '../ui/card.js';
import { Facts } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { Loaded } from '../ui/states.js';
import { Clusters } from './clusters.js';
import { Datasets } from './datasets.js';
import { TrainingRuns } from './training-runs.js';

const PARTS = ['clusters', 'datasets', 'runs'] as const;

/** From what the fleet could not do to a model that can. */
export function LearningPage({ route }: { route: Route }) {
  const { t, name, number } = useText();
  const status = useResource<LearningStatus>('/v1/learning/status');
  const part = PARTS.find((known) => known === route.query.get('part')) ?? 'clusters';
  return (
    <>
      <PageHead title={t('learning.title')} lead={t('learning.lead')} />
      <Loaded resource={status}>
        {({ stage, candidates, openClusters, acceptedClusters, datasets }) => (
          <Facts
            large
            facts={[
              [t('learning.stage'), <Badge tone={toneOf(stage)}>{name('learning.stage', stage)}</Badge>],
              [t('learning.candidates'), number(candidates)],
              [t('learning.open'), number(openClusters)],
              [t('learning.accepted'), number(acceptedClusters)],
              [t('learning.datasets'), number(datasets)],
            ]}
          />
        )}
      </Loaded>
      <nav class="tabs" aria-label={t('learning.title')}>
        {PARTS.map((name) => (
          <Link
            key={name}
            href={name === 'clusters' ? '/learning' : `/learning?part=${name}`}
            aria-current={name === part ? 'page' : undefined}
          >
            {t(`${name}.title`)}
          </Link>
        ))}
      </nav>
      {part === 'clusters' ? <Clusters onDecided={status.reload} /> : null}
      {part === 'datasets' ? <Datasets status={status.data} /> : null}
      {part === 'runs' ? <TrainingRuns /> : null}
    </>
  );
}
