import type { Evaluation, ModelVersion, Page, Rollout } from '@headway/contracts';
import { call } from '../api/client.js';
import { SLOW_REFRESH_MS, useResource } from '../api/use-resource.js';
import { GateView } from '../learning/gate-view.js';
import { navigate } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { ConfirmButton } from '../ui/confirm.js';
import { Digest, Facts } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { announce } from '../ui/notice.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';
import { lineageOf } from './lineage.js';

/** One model: what it is, what it measured, where it came from, and what can be done with it. */
export function ModelPage({ id }: { id: string }) {
  const { t } = useText();
  const resource = useResource<ModelVersion>(`/v1/models/${encodeURIComponent(id)}`, SLOW_REFRESH_MS);
  return (
    <>
      <p class="crumb">
        <Link href="/models">← {t('models.title')}</Link>
      </p>
      <Loaded resource={resource}>{(model) => <Model model={model} onChange={resource.reload} />}</Loaded>
    </>
  );
}

function Model({ model, onChange }: { model: ModelVersion; onChange: () => void }) {
  const { t, name, number, bytes } = useText();
  const { version, family, state, card, digest, datasetHash, releaseCounter, gate } = model;
  return (
    <>
      <PageHead
        title={version}
        lead={
          <>
            {name('word.family', family)} <Badge tone={toneOf(state)}>{name('models.state', state)}</Badge>
          </>
        }
        aside={<ModelActions model={model} onChange={onChange} />}
      />
      <Facts
        large
        facts={[
          [t('models.parameters'), number(card.parameters)],
          [t('models.size'), bytes(model.bytes)],
          [t('models.intents'), number(card.intents.length)],
          [t('models.opset'), number(card.opset)],
          [t('models.counter'), number(releaseCounter)],
          [t('models.trained'), <Time at={Date.parse(card.trainedAt) || null} />],
        ]}
      />
      <div class="columns">
        <Card title={t('models.metrics')}>
          <Metrics model={model} />
        </Card>
        <Card title={t('models.lineage')}>
          <Facts
            facts={[
              [t('word.digest'), <Digest value={digest} />],
              [t('models.dataset'), <Digest value={datasetHash} />],
            ]}
          />
          <LineageView model={model} />
        </Card>
      </div>
      {gate ? (
        <Card title={t('gate.title')}>
          <GateView gate={gate} />
        </Card>
      ) : null}
    </>
  );
}

function ModelActions({ model, onChange }: { model: ModelVersion; onChange: () => void }) {
  const { t } = useText();
  const { id, version, family, state } = model;
  if (state === 'withdrawn') return null;
  const draft = async ({ by, note }: Record<string, string>) => {
    const rollout = await call<Rollout>('/v1/rollouts', { method: 'POST', body: { model: id, by, ...(note ? { note } : {}) } });
    announce(t('models.roll-out.done', { id: rollout.id }));
    navigate(`/rollouts/${encodeURIComponent(rollout.id)}`);
  };
  const release = async ({ by }: Record<string, string>) => {
    await call(`/v1/models/${encodeURIComponent(id)}/release`, { method: 'POST', body: { by } });
    announce(t('models.release.done', { version }));
    onChange();
  };
  if (family === 'vehicle') {
    return (
      <ConfirmButton
        label={t('models.roll-out')}
        tone="primary"
        title={t('models.roll-out.title', { version })}
        effects={[t('models.roll-out.effect')]}
        questions={[{ name: 'note', label: t('models.roll-out.note') }]}
        onConfirm={draft}
      />
    );
  }
  if (state === 'released') return null;
  return (
    <ConfirmButton
      label={t('models.release')}
      tone="primary"
      title={t('models.release.title', { version })}
      effects={[t('models.release.effect')]}
      onConfirm={release}
    />
  );
}

function Metrics({ model }: { model: ModelVersion }) {
  const { t, name, number, percent } = useText();
  const sets = Object.entries(model.card.metrics);
  if (sets.length === 0) return <Empty>{t('models.metrics.empty')}</Empty>;
  const languages = [...new Set(sets.flatMap(([, figures]) => Object.keys(figures.byLanguage)))];
  const rows: { title: string; figure: (figures: Evaluation) => string }[] = [
    { title: t('models.examples'), figure: ({ examples }) => number(examples) },
    { title: t('models.whole-sentence'), figure: ({ wholeSentence }) => percent(wholeSentence, 2) },
    ...languages.map((language) => ({
      title: t('models.language', { language: name('word.language', language) }),
      figure: ({ byLanguage }: Evaluation) => percent(byLanguage[language]?.wholeSentence, 2),
    })),
    { title: t('models.intent-accuracy'), figure: ({ intentAccuracy }) => percent(intentAccuracy, 2) },
    { title: t('models.slot-f1'), figure: ({ slotF1 }) => percent(slotF1, 2) },
    { title: t('models.actions-exact'), figure: ({ actionsExact }) => percent(actionsExact, 2) },
    { title: t('models.calibration'), figure: ({ calibrationError }) => number(calibrationError, 4) },
  ];
  return (
    <Table
      caption={t('models.metrics')}
      rows={rows}
      keyOf={({ title }) => title}
      stacks="late"
      columns={[
        { title: t('models.set'), cell: ({ title }) => title },
        ...sets.map(([set, figures]) => ({ title: set, cell: ({ figure }: (typeof rows)[number]) => figure(figures), numeric: true })),
      ]}
    />
  );
}

function LineageView({ model }: { model: ModelVersion }) {
  const { t } = useText();
  const known = useResource<Page<ModelVersion>>(`/v1/models?family=${model.family}&limit=200`, SLOW_REFRESH_MS);
  return (
    <Loaded resource={known}>
      {({ items }) => {
        const { models, unknownParent } = lineageOf(model, items);
        return (
          <ol class="lineage">
            {models.map(({ id, version, datasetHash, createdAt }, index) => (
              <li key={id}>
                {index === 0 ? <b>{version}</b> : <Link href={`/models/${encodeURIComponent(id)}`}>{version}</Link>}{' '}
                <span class="muted small">
                  {index === 0 ? `${t('models.lineage.this')} · ` : ''}
                  {datasetHash ? (
                    <>
                      {t('models.dataset')} <Digest value={datasetHash} /> ·{' '}
                    </>
                  ) : null}
                  <Time at={createdAt} />
                </span>
              </li>
            ))}
            <li class="muted">
              {unknownParent ? t('models.lineage.unknown', { digest: unknownParent.slice(0, 12) }) : t('models.lineage.root')}
            </li>
          </ol>
        );
      }}
    </Loaded>
  );
}
