import type { Rollout, RolloutState } from '@headway/contracts';
import { call } from '../api/client.js';
import { type Text, useText } from '../text/use-text.js';
import { ConfirmButton } from '../ui/confirm.js';

type Verb = 'approve' | 'halt' | 'resume' | 'rollback' | 'cancel';

/** What an operator may do in each state; the service has the last word. */
const VERBS: Record<RolloutState, readonly Verb[]> = {
  draft: ['approve', 'cancel'],
  approved: ['cancel'],
  running: ['halt', 'rollback'],
  halted: ['resume', 'rollback'],
  'rolling-back': [],
  'rolled-back': [],
  complete: ['rollback'],
  cancelled: [],
};

const DANGEROUS: readonly Verb[] = ['halt', 'rollback', 'cancel'];
const REASONED: readonly Verb[] = ['halt', 'rollback'];

/** Vehicles that have been told to run the model, over all stages: stages are cumulative. */
const reached = ({ stages }: Rollout) => Math.max(0, ...stages.filter(({ state }) => state !== 'pending').map(({ vehicles }) => vehicles));

function effectsOf(verb: Verb, rollout: Rollout, { t, percent, number }: Text): string[] {
  const { stages } = rollout;
  switch (verb) {
    case 'approve': {
      const first = stages[0];
      return [
        t('rollouts.approve.effect', { stage: first?.name ?? '–', percent: percent((first?.percent ?? 0) / 100) }),
        t('rollouts.approve.effect.2'),
      ];
    }
    case 'rollback':
      return [t('rollouts.rollback.effect', { n: number(reached(rollout)) })];
    default:
      return [t(`rollouts.${verb}.effect`)];
  }
}

/** The buttons of a rollout in its state; each asks once. */
export function RolloutActions({ rollout, onChange }: { rollout: Rollout; onChange: () => void }) {
  const text = useText();
  const { t } = text;
  const { id, version } = rollout;
  const apply = async (verb: Verb, { by, reason }: Record<string, string>) => {
    await call(`/v1/rollouts/${encodeURIComponent(id)}/${verb}`, { method: 'POST', body: { by, ...(reason ? { reason } : {}) } });
    onChange();
  };
  return (
    <div class="buttons">
      {(VERBS[rollout.state] ?? []).map((verb) => (
        <ConfirmButton
          key={verb}
          label={t(`rollouts.${verb}`)}
          tone={DANGEROUS.includes(verb) ? 'danger' : 'primary'}
          title={t(`rollouts.${verb}.title`, { version })}
          effects={effectsOf(verb, rollout, text)}
          keep={t('rollouts.keep')}
          questions={REASONED.includes(verb) ? [{ name: 'reason', label: t('action.reason'), required: t('action.reason.missing') }] : []}
          onConfirm={(answers) => apply(verb, answers)}
        />
      ))}
    </div>
  );
}
