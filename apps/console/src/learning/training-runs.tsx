import type { TrainingRun } from '@headway/contracts';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/client.js';
import { useEventStream } from '../api/use-event-stream.js';
import { useList } from '../api/use-list.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Progress, Sparkline } from '../ui/charts.js';
import { ConfirmButton } from '../ui/confirm.js';
import { Link } from '../ui/link.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Time } from '../ui/time.js';
import { GateView } from './gate-view.js';

const UNDER_WAY: readonly TrainingRun['state'][] = ['queued', 'training', 'evaluating', 'passed'];
const CANCELLABLE: readonly TrainingRun['state'][] = ['queued', 'training', 'evaluating'];
const KEPT_LOSSES = 300;

/** Training runs, newest first, each with its progress and its gate. */
export function TrainingRuns() {
  const { t } = useText();
  const list = useList<TrainingRun>('/v1/training-runs', { limit: 5 });
  return (
    <>
      <Loaded resource={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t('runs.empty')}</Empty>
          ) : (
            <div class="stack">
              {items.map((run, index) => (
                <RunCard key={run.id} read={run} isFirst={index === 0} onChange={list.reload} />
              ))}
            </div>
          )
        }
      </Loaded>
      <Pager list={list} />
    </>
  );
}

/** The run as it was read or as its stream has brought it since, whichever is newer. */
function useRun(read: TrainingRun): { run: TrainingRun; losses: number[] } {
  const [streamed, setStreamed] = useState<TrainingRun>();
  const [losses, setLosses] = useState<number[]>([]);
  const run = streamed && streamed.updatedAt > read.updatedAt ? streamed : read;
  const isUnderWay = UNDER_WAY.includes(run.state);
  useEventStream(isUnderWay ? `/v1/training-runs/${encodeURIComponent(read.id)}/stream` : null, ['run'], (data) =>
    setStreamed(data as TrainingRun),
  );
  const { loss } = run.progress;
  useEffect(() => {
    if (loss !== null && isUnderWay) setLosses((before) => [...before, loss].slice(-KEPT_LOSSES));
  }, [run.progress.step]);
  return { run, losses };
}

function RunCard({ read, isFirst, onChange }: { read: TrainingRun; isFirst: boolean; onChange: () => void }) {
  const { t, name } = useText();
  const { run, losses } = useRun(read);
  const { id, state, family, dataset, error, gate, model, createdAt } = run;
  const cancel = async () => {
    await call(`/v1/training-runs/${encodeURIComponent(id)}/cancel`, { method: 'POST', body: {} });
    onChange();
  };
  return (
    <Card title={id} aside={<Badge tone={toneOf(state)}>{name('runs.state', state)}</Badge>}>
      <p class="chips">
        <span>{name('word.family', family)}</span>
        <span>{t('runs.of', { dataset })}</span>
        <span>
          <Time at={createdAt} />
        </span>
        {model ? (
          <span>
            <Link href="/models">{t('runs.model', { version: model })}</Link>
          </span>
        ) : null}
      </p>
      {error ? <p class="bad">{error}</p> : null}
      <RunProgress run={run} losses={losses} />
      {gate ? (
        <details open={isFirst}>
          <summary>{t('gate.title')}</summary>
          <GateView gate={gate} />
        </details>
      ) : null}
      {CANCELLABLE.includes(state) ? (
        <div class="card-actions">
          <ConfirmButton
            label={t('runs.cancel')}
            tone="danger"
            title={t('runs.cancel.title', { id })}
            effects={[t('runs.cancel.effect')]}
            keep={t('runs.keep')}
            onConfirm={cancel}
          />
        </div>
      ) : null}
    </Card>
  );
}

function RunProgress({ run: { id, state, progress }, losses }: { run: TrainingRun; losses: readonly number[] }) {
  const { t, number, duration } = useText();
  const { step, steps, loss, examplesPerSecond, etaMs } = progress;
  const isTraining = state === 'training' && steps > 0;
  return (
    <>
      {UNDER_WAY.includes(state) ? <Progress label={t('runs.progress', { id })} share={steps > 0 ? step / steps : 0} /> : null}
      <p class="chips">
        {steps > 0 ? <span>{t('runs.step', { step: number(step), steps: number(steps) })}</span> : null}
        {loss === null ? null : <span>{t('runs.loss', { loss: number(loss, 4) })}</span>}
        {isTraining ? <span>{t('runs.speed', { rate: number(examplesPerSecond) })}</span> : null}
        {isTraining && etaMs !== null ? <span>{t('runs.eta', { eta: duration(etaMs) })}</span> : null}
      </p>
      {losses.length > 1 ? <Sparkline label={t('runs.loss.chart')} values={losses} /> : null}
    </>
  );
}
