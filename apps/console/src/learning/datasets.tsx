import type { Dataset, LearningStatus, TrainingRun } from '@headway/contracts';
import { call } from '../api/client.js';
import { useList } from '../api/use-list.js';
import { SLOW_REFRESH_MS } from '../api/use-resource.js';
import { navigate } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { Card } from '../ui/card.js';
import { ConfirmButton } from '../ui/confirm.js';
import { Digest } from '../ui/facts.js';
import { announce } from '../ui/notice.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';

/** Frozen sets of accepted examples, and what can be trained on them. */
export function Datasets({ status }: { status: LearningStatus | undefined }) {
  const { t, number } = useText();
  const list = useList<Dataset>('/v1/datasets', { limit: 20, everyMs: SLOW_REFRESH_MS });
  const accepted = status?.acceptedClusters ?? 0;
  const make = async () => {
    const { id } = await call<Dataset>('/v1/datasets', { method: 'POST', body: {} });
    announce(t('datasets.made', { id }));
    list.reload();
  };
  const button = (
    <ConfirmButton
      label={t('datasets.make')}
      tone="primary"
      disabled={accepted === 0}
      title={t('datasets.make.title')}
      effects={[t('datasets.make.effect', { n: number(accepted) })]}
      onConfirm={make}
    />
  );
  return (
    <Card title={t('datasets.title')} aside={button} {...(accepted === 0 ? { lead: t('datasets.make.none') } : {})}>
      <Loaded resource={list}>
        {({ items }) => (items.length === 0 ? <Empty>{t('datasets.empty')}</Empty> : <DatasetTable datasets={items} />)}
      </Loaded>
      <Pager list={list} />
    </Card>
  );
}

function DatasetTable({ datasets }: { datasets: readonly Dataset[] }) {
  const { t, number } = useText();
  return (
    <Table
      caption={t('datasets.title')}
      rows={datasets}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('datasets.title'),
          cell: ({ id }) => (
            <a
              href={`/v1/datasets/${encodeURIComponent(id)}/examples`}
              download={`${id}.jsonl`}
              aria-label={t('datasets.download', { id })}
            >
              {id}
            </a>
          ),
        },
        { title: t('word.digest'), cell: ({ hash }) => <Digest value={hash} /> },
        { title: t('datasets.examples'), cell: ({ examples }) => number(examples), numeric: true },
        { title: t('datasets.held-out'), cell: ({ heldOut }) => number(heldOut), numeric: true },
        { title: t('datasets.intents'), cell: ({ intents }) => <Intents intents={intents} /> },
        {
          title: t('datasets.dropped'),
          cell: ({ dropped }) => <span title={dropped.map(({ utterance }) => utterance).join('\n')}>{number(dropped.length)}</span>,
          numeric: true,
        },
        { title: t('word.created'), cell: ({ createdAt }) => <Time at={createdAt} />, numeric: true },
        { title: t('datasets.train'), cell: (dataset) => <TrainButtons dataset={dataset} /> },
      ]}
    />
  );
}

function Intents({ intents }: Pick<Dataset, 'intents'>) {
  const { number } = useText();
  return (
    <span class="chips">
      {Object.entries(intents).map(([intent, count]) => (
        <code key={intent}>
          {intent} × {number(count)}
        </code>
      ))}
    </span>
  );
}

function TrainButtons({ dataset }: { dataset: Dataset }) {
  const { t, number } = useText();
  const train = async (family: TrainingRun['family']) => {
    const { id } = await call<TrainingRun>('/v1/training-runs', { method: 'POST', body: { dataset: dataset.id, family } });
    announce(t('datasets.trained', { id }));
    navigate('/learning?part=runs');
  };
  return (
    <span class="buttons">
      {(['vehicle', 'region'] as const).map((family) => {
        const named = t(`word.family.${family}`);
        return (
          <ConfirmButton
            key={family}
            label={`${t('datasets.train')}: ${named}`}
            title={t('datasets.train.title', { id: dataset.id })}
            effects={[
              t('datasets.train.effect', { family: named.toLowerCase(), n: number(dataset.examples - dataset.heldOut) }),
              t('datasets.train.load'),
            ]}
            onConfirm={() => train(family)}
          />
        );
      })}
    </span>
  );
}
