import type { Cluster } from '@headway/contracts';
import { useState } from 'preact/hooks';
import { call } from '../api/client.js';
import { useList } from '../api/use-list.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Choice } from '../ui/choice.js';
import { ConfirmButton } from '../ui/confirm.js';
import { Pager } from '../ui/pager.js';
import { Said } from '../ui/said.js';
import { Empty, Loaded } from '../ui/states.js';
import { Time } from '../ui/time.js';

const STATES = ['open', 'accepted', 'rejected'] as const;

/** Clusters of candidate labels, for review. */
export function Clusters({ onDecided }: { onDecided: () => void }) {
  const { t, name } = useText();
  const [state, setState] = useState('');
  const list = useList<Cluster>('/v1/feedback/clusters', { query: { state }, limit: 10 });
  const decided = () => {
    list.reload();
    onDecided();
  };
  return (
    <>
      <form class="filters" aria-label={t('clusters.filter')}>
        <Choice
          label={t('word.state')}
          value={state}
          onChange={setState}
          options={[['', t('list.all')], ...STATES.map((value) => [value, name('clusters.state', value)] as const)]}
        />
      </form>
      <Loaded resource={list}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{state ? t('clusters.empty.filter') : t('clusters.empty')}</Empty>
          ) : (
            <div class="stack">
              {items.map((cluster) => (
                <ClusterCard key={cluster.id} cluster={cluster} onDecided={decided} />
              ))}
            </div>
          )
        }
      </Loaded>
      <Pager list={list} />
    </>
  );
}

function ClusterCard({ cluster, onDecided }: { cluster: Cluster; onDecided: () => void }) {
  const { t, name, number } = useText();
  const { label, acceptedLabel, state, size, vehicles, kinds, languages, samples, scattered, contradictions, decidedBy, updatedAt } =
    cluster;
  return (
    <Card title={acceptedLabel ?? label} aside={<Badge tone={toneOf(state)}>{name('clusters.state', state)}</Badge>}>
      <p class="chips">
        <span>{t('clusters.size', { n: size })}</span>
        <span>{t('clusters.vehicles', { n: vehicles })}</span>
        {Object.entries(kinds).map(([kind, count]) => (
          <span key={kind}>{name('clusters.kind', kind, { n: number(count) })}</span>
        ))}
        {Object.entries(languages).map(([language, count]) => (
          <span key={language}>
            {name('word.language', language)}: {number(count)}
          </span>
        ))}
        <span>
          <Time at={updatedAt} />
        </span>
        {decidedBy ? <span>{t('clusters.by', { by: decidedBy })}</span> : null}
      </p>
      {scattered ? <p class="warn small">{t('clusters.scattered')}</p> : null}
      <h3>{t('clusters.samples')}</h3>
      <ul class="samples">
        {samples.map((sample) => (
          <li key={sample}>
            <Said words={sample} />
          </li>
        ))}
      </ul>
      {contradictions.length > 0 ? <Contradictions contradictions={contradictions} /> : null}
      {state === 'open' ? <Decide cluster={cluster} onDecided={onDecided} /> : null}
    </Card>
  );
}

function Contradictions({ contradictions }: Pick<Cluster, 'contradictions'>) {
  const { t, number } = useText();
  return (
    <details>
      <summary class="warn">
        {t('clusters.contradictions')}: {number(contradictions.length)}
      </summary>
      <p class="small muted">{t('clusters.contradictions.note')}</p>
      <ul class="samples">
        {contradictions.map(({ utterance, labels, majority }) => (
          <li key={utterance}>
            <Said words={utterance} />{' '}
            {Object.entries(labels).map(([label, count]) => (
              <code key={label} class={label === majority ? 'good' : ''}>
                {label} × {number(count)}
              </code>
            ))}
            {majority === null ? <small class="warn"> {t('clusters.tie')}</small> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Decide({ cluster, onDecided }: { cluster: Cluster; onDecided: () => void }) {
  const { t } = useText();
  const { id, label, size } = cluster;
  const decide = async (verb: 'accept' | 'reject', body: object) => {
    await call(`/v1/feedback/clusters/${encodeURIComponent(id)}/${verb}`, { method: 'POST', body });
    onDecided();
  };
  return (
    <div class="card-actions">
      <ConfirmButton
        label={t('clusters.accept')}
        tone="primary"
        title={t('clusters.accept.title', { label })}
        effects={[t('clusters.accept.effect', { label, n: size }), t('clusters.final')]}
        questions={[{ name: 'label', label: t('clusters.accept.label'), hint: t('clusters.accept.label.hint'), initial: label }]}
        onConfirm={({ by, label: given }) => decide('accept', { by, ...(given && given !== label ? { label: given } : {}) })}
      />
      <ConfirmButton
        label={t('clusters.reject')}
        tone="danger"
        title={t('clusters.reject.title', { label })}
        effects={[t('clusters.reject.effect', { n: size }), t('clusters.final')]}
        onConfirm={({ by }) => decide('reject', { by })}
      />
    </div>
  );
}
