import type { Connectivity } from '@headway/contracts';
import { useText } from '../text/use-text.js';
import { Badge } from '../ui/badge.js';
import { Empty } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';

const SHOWN = 8;

/** When the vehicle was connected, newest first, and why each connection ended. */
export function ConnectivityView({ connectivity }: { connectivity: Connectivity }) {
  const { t, name, duration } = useText();
  const connections = connectivity.connections.slice(0, SHOWN);
  if (connections.length === 0) return <Empty>{t('connectivity.empty')}</Empty>;
  return (
    <Table
      caption={t('connectivity.title')}
      rows={connections}
      keyOf={({ boot, connectedAt }) => `${boot} ${connectedAt}`}
      stacks="late"
      columns={[
        { title: t('connectivity.from'), cell: ({ connectedAt }) => <Time at={connectedAt} /> },
        {
          title: t('connectivity.lasted'),
          cell: ({ connectedAt, disconnectedAt }) => (disconnectedAt === null ? '–' : duration(disconnectedAt - connectedAt)),
          numeric: true,
        },
        {
          title: t('connectivity.end'),
          cell: ({ reason }) => (
            <Badge tone={reason === null ? 'good' : reason === 'stopped' ? 'neutral' : 'warn'}>
              {name('connectivity.reason', reason ?? 'connected')}
            </Badge>
          ),
        },
        {
          title: t('connectivity.clock'),
          cell: ({ clockAheadMs }) =>
            `${(clockAheadMs ?? 0) < 0 ? '−' : ''}${duration(clockAheadMs === null ? null : Math.abs(clockAheadMs))}`,
          numeric: true,
        },
      ]}
    />
  );
}
