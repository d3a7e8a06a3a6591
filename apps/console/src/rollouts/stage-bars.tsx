import type { Rollout } from '@headway/contracts';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';

type Stage = Rollout['stages'][number];

/** The stages side by side, each with its vehicles. */
export function StageBars({ rollout, withNeeds = false }: { rollout: Rollout; withNeeds?: boolean }) {
  const { t } = useText();
  return (
    <ol class="stages" aria-label={t('stages.title')}>
      {rollout.stages.map((stage) => (
        <StageBar key={stage.name} stage={stage} withNeeds={withNeeds} />
      ))}
    </ol>
  );
}

function StageBar({ stage, withNeeds }: { stage: Stage; withNeeds: boolean }) {
  const { t, name, number, percent, duration } = useText();
  const { vehicles, healthy, failed, turns, state } = stage;
  const hasBegun = state !== 'pending';
  const open = Math.max(0, vehicles - healthy - failed);
  const counts = t('stages.counts', { healthy: number(healthy), vehicles: number(vehicles), failed: number(failed), turns: number(turns) });
  return (
    <li class={`stage ${state}`}>
      <p class="row">
        <b>{stage.name}</b>
        <Badge tone={toneOf(state)}>{name('stages.state', state)}</Badge>
      </p>
      <div class="bar" aria-hidden="true">
        {hasBegun && healthy > 0 ? <span class="healthy" style={{ flexGrow: healthy }} /> : null}
        {hasBegun && failed > 0 ? <span class="failed" style={{ flexGrow: failed }} /> : null}
        {hasBegun && open > 0 ? <span class="open" style={{ flexGrow: open }} /> : null}
      </div>
      {hasBegun ? <p class="small">{counts}</p> : null}
      <p class="small muted">
        {t('stages.share', { percent: percent(stage.percent / 100) })}
        {withNeeds ? (
          <>
            {' · '}
            {t('stages.needs', {
              healthy: number(stage.minHealthy),
              turns: number(stage.minTurns),
              soak: duration(stage.soakMs),
              share: percent(stage.maxFailureShare),
            })}
          </>
        ) : null}
      </p>
    </li>
  );
}
