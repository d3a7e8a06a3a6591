import type { CampaignSummary } from '@headway/contracts';
import { useMemo } from 'preact/hooks';
import { call } from '../api/client.js';
import { useList } from '../api/use-list.js';
import { navigate } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { Link } from '../ui/link.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';
import { CampaignEditor } from './campaign-editor.js';
import { campaignTemplate } from './template.js';

/** Collection campaigns: what runs, and a new one that is tried before it is sent. */
export function CampaignsPage() {
  const { t } = useText();
  const list = useList<CampaignSummary>('/v1/campaigns');
  const template = useMemo(() => campaignTemplate(Date.now()), []);
  return (
    <>
      <PageHead title={t('nav.campaigns')} lead={t('campaigns.lead')} />
      <Card title={t('nav.campaigns')}>
        <Loaded resource={list}>
          {({ items }) => (items.length === 0 ? <Empty>{t('campaigns.empty')}</Empty> : <CampaignTable campaigns={items} />)}
        </Loaded>
        <Pager list={list} />
      </Card>
      <Card title={t('campaigns.new')} lead={t('campaigns.new.lead')}>
        <CampaignEditor
          initial={template}
          label={t('campaigns.create')}
          onSave={(body) => call<CampaignSummary>('/v1/campaigns', { method: 'POST', body })}
          onSaved={({ id }) => navigate(`/campaigns/${id}`)}
        />
      </Card>
    </>
  );
}

function CampaignTable({ campaigns }: { campaigns: readonly CampaignSummary[] }) {
  const { t, name, percent, bytes, duration } = useText();
  return (
    <Table
      caption={t('nav.campaigns')}
      rows={campaigns}
      keyOf={({ id }) => id}
      columns={[
        { title: t('campaigns.name'), cell: ({ id, name: title }) => <Link href={`/campaigns/${id}`}>{title}</Link> },
        { title: t('word.state'), cell: ({ state }) => <Badge tone={toneOf(state)}>{name('campaigns.state', state)}</Badge> },
        {
          title: t('campaigns.trigger'),
          cell: ({ trigger }) =>
            trigger.kind === 'time' ? (
              t('campaigns.every', { time: duration(trigger.everyMs) })
            ) : (
              <code>{trigger.expression.slice(0, 120)}</code>
            ),
        },
        { title: t('campaigns.share'), cell: ({ cohort }) => percent(cohort.share), numeric: true },
        { title: t('campaigns.budget'), cell: ({ bytesPerDay }) => bytes(bytesPerDay), numeric: true },
        { title: t('campaigns.expires'), cell: ({ expiresAt }) => <Time at={expiresAt} />, numeric: true },
      ]}
    />
  );
}
