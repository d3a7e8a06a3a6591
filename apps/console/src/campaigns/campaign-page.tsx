import type { CampaignDefinition, CampaignState, CampaignSummary, CampaignVehicle, CampaignView } from '@headway/contracts';
import { call } from '../api/client.js';
import { useList } from '../api/use-list.js';
import { useResource } from '../api/use-resource.js';
import { navigate } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Card, PageHead } from '../ui/card.js';
import { ConfirmButton } from '../ui/confirm.js';
import { Facts } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { announce } from '../ui/notice.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';
import { CampaignEditor } from './campaign-editor.js';

const VERBS: Record<CampaignState, readonly ('start' | 'pause' | 'stop')[]> = {
  draft: ['start'],
  running: ['pause', 'stop'],
  paused: ['start', 'stop'],
  stopped: ['start'],
};

const pathOf = (id: string) => `/v1/campaigns/${encodeURIComponent(id)}`;

/** One campaign: what it collects, which vehicles run it, and what has come of it. */
export function CampaignPage({ id }: { id: string }) {
  const { t } = useText();
  const campaign = useResource<CampaignView>(pathOf(id));
  const vehicles = useList<CampaignVehicle>(`${pathOf(id)}/vehicles`);
  return (
    <>
      <p class="crumb">
        <Link href="/campaigns">← {t('nav.campaigns')}</Link>
      </p>
      <Loaded resource={campaign}>{(data) => <Campaign campaign={data} onChange={campaign.reload} />}</Loaded>
      <Card title={t('vehicles.title')}>
        <Loaded resource={vehicles}>
          {({ items }) => (items.length === 0 ? <Empty>{t('campaigns.vehicles.empty')}</Empty> : <VehicleTable vehicles={items} />)}
        </Loaded>
        <Pager list={vehicles} />
      </Card>
    </>
  );
}

function Campaign({ campaign, onChange }: { campaign: CampaignView; onChange: () => void }) {
  const { t, name, number, bytes } = useText();
  const { id, revision, state, createdAt: _created, updatedAt, vehicles, collected, ...definition } = campaign;
  const reported = Object.entries(vehicles.reported);
  return (
    <>
      <PageHead
        title={campaign.name}
        lead={
          <>
            <code>{`${id}@${revision}`}</code> <Badge tone={toneOf(state)}>{name('campaigns.state', state)}</Badge>
          </>
        }
        aside={<CampaignActions campaign={campaign} onChange={onChange} />}
      />
      <Facts
        large
        facts={[
          [t('campaigns.cohort'), number(vehicles.cohort)],
          ...reported.map(([key, count]): [string, string] => [name('campaigns.vehicle', key), number(count)]),
          [t('campaigns.frames'), number(collected.frames)],
          [t('campaigns.bytes'), bytes(collected.bytes)],
          [t('campaigns.last'), <Time at={collected.lastAt} />],
          [t('word.updated'), <Time at={updatedAt} />],
        ]}
      />
      <Card title={t('campaigns.definition')} lead={t('campaigns.change.lead')}>
        <CampaignEditor
          key={revision}
          initial={{ id, ...definition }}
          label={t('campaigns.change')}
          onSave={(body: CampaignDefinition) => call<CampaignSummary>(pathOf(id), { method: 'PUT', body: { ...body, revision } })}
          onSaved={onChange}
        />
      </Card>
    </>
  );
}

function CampaignActions({ campaign: { id, name: title, state }, onChange }: { campaign: CampaignView; onChange: () => void }) {
  const { t } = useText();
  return (
    <div class="buttons">
      {VERBS[state].map((verb) => (
        <ConfirmButton
          key={verb}
          label={t(`campaigns.${verb}`)}
          tone={verb === 'start' ? 'primary' : 'danger'}
          title={t(`campaigns.${verb}.title`, { name: title })}
          effects={[t(`campaigns.${verb}.effect`)]}
          onConfirm={async () => {
            await call(`${pathOf(id)}/${verb}`, { method: 'POST', body: {} });
            onChange();
          }}
        />
      ))}
      {state === 'draft' || state === 'stopped' ? (
        <ConfirmButton
          label={t('campaigns.delete')}
          tone="danger"
          title={t('campaigns.delete.title', { name: title })}
          effects={[t('campaigns.delete.effect')]}
          onConfirm={async () => {
            await call(pathOf(id), { method: 'DELETE' });
            announce(t('campaigns.deleted', { name: title }));
            navigate('/campaigns');
          }}
        />
      ) : null}
    </div>
  );
}

function VehicleTable({ vehicles }: { vehicles: readonly CampaignVehicle[] }) {
  const { t, name, number, bytes } = useText();
  return (
    <Table
      caption={t('vehicles.title')}
      rows={vehicles}
      keyOf={({ vin }) => vin}
      columns={[
        {
          title: t('vehicles.filter.vin'),
          cell: ({ vin }) => (
            <Link class="mono" href={`/vehicles/${vin}`}>
              {vin}
            </Link>
          ),
        },
        {
          title: t('word.state'),
          cell: ({ state, reason }) => (
            <span>
              <Badge tone={state === 'active' ? 'good' : state === null ? 'neutral' : 'warn'}>
                {name('campaigns.vehicle', state ?? 'none')}
              </Badge>
              {reason ? <small class="aside">{reason}</small> : null}
            </span>
          ),
        },
        { title: t('campaigns.revision'), cell: ({ revision }) => number(revision), numeric: true },
        { title: t('campaigns.frames'), cell: ({ frames }) => number(frames), numeric: true },
        { title: t('campaigns.bytes'), cell: ({ bytes: size }) => bytes(size), numeric: true },
        { title: t('campaigns.reported'), cell: ({ reportedAt }) => <Time at={reportedAt} />, numeric: true },
      ]}
    />
  );
}
