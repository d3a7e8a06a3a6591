import type { Rollout } from '@headway/contracts';
import { useResource } from '../api/use-resource.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { Digest, Facts } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { Loaded } from '../ui/states.js';
import { Time } from '../ui/time.js';
import { DecisionList } from './decision-list.js';
import { RolloutActions } from './rollout-actions.js';
import { StageBars } from './stage-bars.js';

/** One rollout: its stages, every decision with its numbers, and what an operator may do. */
export function RolloutPage({ id }: { id: string }) {
  const { t } = useText();
  const resource = useResource<Rollout>(`/v1/rollouts/${encodeURIComponent(id)}`);
  return (
    <>
      <p class="crumb">
        <Link href="/rollouts">← {t('rollouts.title')}</Link>
      </p>
      <Loaded resource={resource}>{(rollout) => <RolloutView rollout={rollout} onChange={resource.reload} />}</Loaded>
    </>
  );
}

function RolloutView({ rollout, onChange }: { rollout: Rollout; onChange: () => void }) {
  const { t, name, number, percent, duration } = useText();
  const { id, version, model, digest, state, cohort, controlPercent, rollbackAfterMs, approvedBy, note, createdAt, updatedAt, decisions } =
    rollout;
  const afterHalt =
    rollbackAfterMs === null ? t('rollouts.rollback-after.manual') : t('rollouts.rollback-after.auto', { time: duration(rollbackAfterMs) });
  return (
    <>
      <PageHead
        title={t('rollouts.of', { version })}
        lead={
          <>
            <code>{id}</code> <Badge tone={toneOf(state)}>{name('rollouts.state', state)}</Badge>
          </>
        }
        aside={<RolloutActions rollout={rollout} onChange={onChange} />}
      />
      <Card title={t('stages.title')}>
        <StageBars rollout={rollout} withNeeds />
      </Card>
      <div class="columns">
        <Card title={t('decisions.title')}>
          <DecisionList decisions={decisions} />
        </Card>
        <Card title={t('word.state')} aside={<Badge tone={toneOf(state)}>{name('rollouts.state', state)}</Badge>}>
          <Facts
            facts={[
              [t('vehicles.model'), <Link href={`/models/${encodeURIComponent(model)}`}>{version}</Link>],
              [t('word.digest'), <Digest value={digest} />],
              [t('rollouts.cohort'), t('rollouts.cohort.vehicles', { n: number(cohort) })],
              [t('rollouts.control'), `${percent(controlPercent / 100)} · ${t('rollouts.control.note')}`],
              [t('rollouts.rollback-after'), afterHalt],
              [t('rollouts.approved-by'), approvedBy ?? '–'],
              [t('rollouts.note'), note ?? '–'],
              [t('word.created'), <Time at={createdAt} />],
              [t('word.updated'), <Time at={updatedAt} />],
            ]}
          />
        </Card>
      </div>
    </>
  );
}
