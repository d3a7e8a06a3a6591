import type { Action, VehicleTurn } from '@headway/contracts';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Dotted } from '../ui/dotted.js';
import { Said } from '../ui/said.js';

/** Who answered, in words. */
export function Answerer({ by }: { by: string }) {
  const { t } = useText();
  const [kind = '', id = ''] = by.split(/:(.*)/s);
  if (kind === 'region') return <span class="who series-text-2">{t('turns.by.region', { id })}</span>;
  if (kind === 'model') return <span class="who series-text-3">{t('turns.by.model', { id })}</span>;
  return <span class="who series-text-1">{t('turns.by.vehicle')}</span>;
}

/** What was said, where the driver agreed to share it. */
export function Words({ turn }: { turn: Pick<VehicleTurn, 'utterance' | 'corrects'> }) {
  const { t } = useText();
  return (
    <>
      {turn.utterance ? <Said words={turn.utterance} /> : <span class="muted">{t('turns.private')}</span>}
      {turn.corrects ? <small class="muted"> · {t('turns.corrects')}</small> : null}
    </>
  );
}

export function Outcome({ outcome }: { outcome: string }) {
  const { name } = useText();
  return <Badge tone={toneOf(outcome)}>{name('turns.outcome', outcome)}</Badge>;
}

export function Latency({ turn }: { turn: Pick<VehicleTurn, 'latencyMs' | 'deadlineMs' | 'late'> }) {
  const { t, duration } = useText();
  return (
    <>
      {duration(turn.latencyMs)}
      {turn.late ? <small class="bad aside"> {t('turns.late', { deadline: duration(turn.deadlineMs) })}</small> : null}
    </>
  );
}

/** The plan's actions: intent, target and value, and why one was not carried out. */
export function Actions({ actions }: { actions: readonly Action[] }) {
  const { t } = useText();
  if (actions.length === 0) return <span class="muted">{t('turns.actions.none')}</span>;
  return (
    <ul class="actions">
      {actions.map((action, index) => (
        <ActionLine key={index} action={action} />
      ))}
    </ul>
  );
}

function ActionLine({ action }: { action: Action }) {
  const { t, quantity, percent } = useText();
  const { intent, path, value, unit, confidence, status, rule } = action;
  const shown = typeof value === 'boolean' ? t(`word.${value}`) : quantity(value, unit);
  return (
    <li title={t('turns.confidence', { share: percent(confidence) })}>
      <code>{intent}</code>{' '}
      <span class="path">
        <Dotted name={path.replace(/^Vehicle\./, '')} />
      </span>
      {value === undefined ? null : <b> {shown}</b>}
      {status === 'ready' ? null : <small class="warn"> {t(`turns.action.${status}`, { rule: rule ?? '–' })}</small>}
    </li>
  );
}
