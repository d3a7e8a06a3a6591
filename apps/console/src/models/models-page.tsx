import type { ModelVersion } from '@headway/contracts';
import { useList } from '../api/use-list.js';
import { SLOW_REFRESH_MS } from '../api/use-resource.js';
import { replaceQuery, type Route } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { Choice } from '../ui/choice.js';
import { Digest } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';

const FAMILIES = ['vehicle', 'region'] as const;
const STATES = ['candidate', 'released', 'withdrawn'] as const;

/** The model registry. */
export function ModelsPage({ route }: { route: Route }) {
  const { t, name } = useText();
  const family = route.query.get('family') ?? '';
  const state = route.query.get('state') ?? '';
  const list = useList<ModelVersion>('/v1/models', { query: { family, state }, everyMs: SLOW_REFRESH_MS });
  const filter = (values: Record<string, string>) => replaceQuery({ family, state, ...values });
  const choices = (area: string, values: readonly string[]) => [
    ['', t('list.all')] as const,
    ...values.map((value) => [value, name(area, value)] as const),
  ];
  return (
    <>
      <PageHead title={t('models.title')} lead={t('models.lead')} />
      <form class="filters" aria-label={t('models.filter')}>
        <Choice
          label={t('word.family')}
          value={family}
          onChange={(value) => filter({ family: value })}
          options={choices('word.family', FAMILIES)}
        />
        <Choice
          label={t('word.state')}
          value={state}
          onChange={(value) => filter({ state: value })}
          options={choices('models.state', STATES)}
        />
      </form>
      <Card title={t('models.title')}>
        <Loaded resource={list}>
          {({ items }) => (items.length === 0 ? <Empty>{t('models.empty')}</Empty> : <ModelTable models={items} />)}
        </Loaded>
        <Pager list={list} />
      </Card>
    </>
  );
}

/** The best-known figure of a card: whole sentences right on its first set. */
const headline = ({ card }: ModelVersion) => Object.entries(card.metrics)[0];

function ModelTable({ models }: { models: readonly ModelVersion[] }) {
  const { t, name, bytes, number, percent } = useText();
  return (
    <Table
      caption={t('models.title')}
      rows={models}
      keyOf={({ id }) => id}
      columns={[
        { title: t('word.version'), cell: ({ id, version }) => <Link href={`/models/${encodeURIComponent(id)}`}>{version}</Link> },
        { title: t('word.family'), cell: ({ family }) => name('word.family', family) },
        { title: t('word.state'), cell: ({ state }) => <Badge tone={toneOf(state)}>{name('models.state', state)}</Badge> },
        {
          title: t('models.whole-sentence'),
          cell: (model) => {
            const [set, figures] = headline(model) ?? [];
            return figures ? <span title={set}>{percent(figures.wholeSentence, 1)}</span> : '–';
          },
          numeric: true,
        },
        { title: t('models.intents'), cell: ({ card }) => number(card.intents.length), numeric: true },
        { title: t('models.parameters'), cell: ({ card }) => number(card.parameters), numeric: true },
        { title: t('models.size'), cell: ({ bytes: size }) => bytes(size), numeric: true },
        { title: t('word.digest'), cell: ({ digest }) => <Digest value={digest} /> },
        { title: t('word.created'), cell: ({ createdAt }) => <Time at={createdAt} />, numeric: true },
      ]}
    />
  );
}
