import type { DeadLetter, RedriveResult, RedriveSummary } from '@headway/contracts';
import { call } from '../api/client.js';
import { useList } from '../api/use-list.js';
import { SLOW_REFRESH_MS } from '../api/use-resource.js';
import { replaceQuery, type Route } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Choice } from '../ui/choice.js';
import { ConfirmButton } from '../ui/confirm.js';
import { Link } from '../ui/link.js';
import { announce } from '../ui/notice.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';
import { DEAD_LETTER_REASONS } from './reasons.js';

/** Messages that no reader could use: look at them, and have them read again once the cause is gone. */
export function DeadLettersCard({ route }: { route: Route }) {
  const { t, name, number } = useText();
  const reason = route.query.get('reason') ?? '';
  const state = route.query.get('state') ?? 'open';
  const filter = (values: Record<string, string>) => replaceQuery({ reason, state, ...values });
  const list = useList<DeadLetter>('/v1/dead-letters', {
    query: { reason, state: state === 'all' ? '' : state },
    everyMs: SLOW_REFRESH_MS,
  });
  const redriveAll = async () => {
    const { tried, redriven, alreadyStored } = await call<RedriveSummary>('/v1/dead-letters/redrive', {
      method: 'POST',
      body: reason === '' ? {} : { reason },
    });
    announce(t('letters.redriven', { redriven: number(redriven + alreadyStored), tried: number(tried) }));
    list.reload();
  };
  return (
    <Card title={t('letters.title')} lead={t('letters.lead')} aside={list.data ? number(list.total) : null}>
      <form class="filters" aria-label={t('letters.filter')} onSubmit={(event) => event.preventDefault()}>
        <Choice
          label={t('letters.reason')}
          value={reason}
          onChange={(value) => filter({ reason: value })}
          options={[['', t('list.all')], ...DEAD_LETTER_REASONS.map((one): [string, string] => [one, name('telemetry.reason', one)])]}
        />
        <Choice
          label={t('word.state')}
          value={state}
          onChange={(value) => filter({ state: value })}
          options={[
            ['open', t('letters.state.open')],
            ['redriven', t('letters.state.redriven')],
            ['all', t('list.all')],
          ]}
        />
        <ConfirmButton
          label={t('letters.redrive.all')}
          title={t('letters.redrive.title')}
          effects={[t('letters.redrive.effect'), t('letters.redrive.effect.2')]}
          disabled={list.total === 0 || state === 'redriven'}
          onConfirm={redriveAll}
        />
      </form>
      <Loaded resource={list}>
        {({ items }) => (items.length === 0 ? <Empty>{t('letters.empty')}</Empty> : <LetterTable letters={items} onChange={list.reload} />)}
      </Loaded>
      <Pager list={list} />
    </Card>
  );
}

function LetterTable({ letters, onChange }: { letters: readonly DeadLetter[]; onChange: () => void }) {
  const { t, name, bytes, number } = useText();
  const redrive = ({ id }: DeadLetter) =>
    void call<RedriveResult>(`/v1/dead-letters/${id}/redrive`, { method: 'POST', body: {} })
      .then(({ outcome, detail }) => {
        announce([name('letters.outcome', outcome), detail].filter(Boolean).join(': '));
        onChange();
      })
      .catch((error: Error) => announce(error.message));
  return (
    <Table
      caption={t('letters.title')}
      rows={letters}
      keyOf={({ id }) => id}
      columns={[
        { title: t('letters.at'), cell: ({ at }) => <Time at={at} /> },
        {
          title: t('vehicles.filter.vin'),
          cell: ({ vin }) =>
            vin ? (
              <Link class="mono" href={`/vehicles/${vin}`}>
                {vin}
              </Link>
            ) : (
              '–'
            ),
        },
        {
          title: t('letters.reason'),
          cell: ({ reason, detail, state }) => (
            <span>
              <Badge tone={state === 'redriven' ? 'good' : 'bad'}>{name('telemetry.reason', reason)}</Badge>
              <small class="aside">{detail}</small>
            </span>
          ),
        },
        {
          title: t('letters.frame'),
          cell: ({ frame, topic }) =>
            frame ? (
              <code title={`${frame.boot}/${frame.stream}/${frame.seq}`}>{`${frame.boot.slice(0, 8)}/${frame.stream}/${frame.seq}`}</code>
            ) : (
              <code>{topic.slice(0, 60)}</code>
            ),
        },
        {
          title: t('letters.bytes'),
          cell: ({ id, bytes: size, bytesKept }) =>
            bytesKept ? (
              <a href={`/v1/dead-letters/${id}/bytes`} download>
                {bytes(size)}
              </a>
            ) : (
              bytes(size)
            ),
          numeric: true,
        },
        {
          title: t('letters.redrive'),
          cell: (letter) =>
            letter.state === 'open' && letter.bytesKept ? (
              <button type="button" class="button" onClick={() => redrive(letter)}>
                {t('letters.redrive')}
                {letter.attempts > 0 ? ` (${number(letter.attempts)})` : ''}
              </button>
            ) : (
              '–'
            ),
        },
      ]}
    />
  );
}
