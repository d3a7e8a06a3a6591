import type { VehicleModel } from '@headway/rollouts/service';
import { SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Digest, type Fact, Facts } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { Empty, Loaded } from '../ui/states.js';
import { Time } from '../ui/time.js';

/** Which model the car attests to run, and the chain of reasons behind it. */
export function ModelReason({ vin }: { vin: string }) {
  const { t } = useText();
  const resource = useResource<VehicleModel>(`/v1/vehicles/${encodeURIComponent(vin)}/model`, SLOW_REFRESH_MS);
  if (resource.error?.problem?.status === 404 && !resource.data) return <Empty>{t('vehicle.model.none')}</Empty>;
  return <Loaded resource={resource}>{(reason) => <Reason reason={reason} />}</Loaded>;
}

function Reason({ reason: { active, model, lineage, assignment, rollout } }: { reason: VehicleModel }) {
  const { t, number, name } = useText();
  const gate = model?.gate;
  const facts: Fact[] = [
    [
      t('vehicle.attested'),
      <>
        <b>{active.version}</b> <Digest value={active.digest} /> · <Time at={active.attestedAt} />
      </>,
    ],
    [t('vehicle.why'), <Why model={model} rollout={rollout} />],
  ];
  if (rollout) {
    facts.push([
      t('vehicle.place'),
      `${rollout.control ? t('rollouts.control') : rollout.stage} · ${name('members.state', rollout.memberState)}`,
    ]);
    if (rollout.reason) facts.push([t('action.reason'), rollout.reason]);
  }
  if (assignment) {
    const { issuedAt, releaseCounter } = assignment.signed;
    facts.push([
      t('vehicle.assignment'),
      <>
        <Time at={issuedAt} /> ·{' '}
        {t('vehicle.assignment.signed', { counter: number(releaseCounter), key: assignment.signature.keyId.slice(0, 8) })}
      </>,
    ]);
  }
  if (gate)
    facts.push([
      t('gate.title'),
      <Badge tone={gate.passed ? 'good' : 'bad'}>{name('runs.state', gate.passed ? 'passed' : 'rejected')}</Badge>,
    ]);
  if (model?.datasetHash) facts.push([t('models.dataset'), <Digest value={model.datasetHash} />]);
  if (lineage.length > 0) facts.push([t('models.lineage'), [active, ...lineage].map(({ version }) => version).join(' ← ')]);
  return <Facts facts={facts} />;
}

function Why({ model, rollout }: Pick<VehicleModel, 'model' | 'rollout'>) {
  const { t, name } = useText();
  if (rollout) {
    return (
      <>
        <Link href={`/rollouts/${encodeURIComponent(rollout.id)}`}>{t('vehicle.why.rollout', { rollout: rollout.id })}</Link>{' '}
        <Badge tone={toneOf(rollout.state)}>{name('rollouts.state', rollout.state)}</Badge>
        {rollout.approvedBy ? <> · {t('vehicle.why.approved', { by: rollout.approvedBy })}</> : null}
      </>
    );
  }
  if (!model) return <>{t('vehicle.why.unregistered')}</>;
  return (
    <>
      {t('vehicle.why.shipped')} <Link href={`/models/${encodeURIComponent(model.id)}`}>{model.id}</Link>
    </>
  );
}
