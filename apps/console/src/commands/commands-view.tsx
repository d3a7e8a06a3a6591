import type { Command, CommandState, VehicleTwin } from '@headway/contracts';
import { call } from '../api/client.js';
import { useList } from '../api/use-list.js';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Dotted } from '../ui/dotted.js';
import { announce } from '../ui/notice.js';
import { Pager } from '../ui/pager.js';
import { Empty, Loaded } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';
import { CommandForm } from './command-form.js';

/** States from which a command can be called back. */
const OPEN: readonly CommandState[] = ['queued', 'sent'];

/** Commands of a vehicle: give one, see what became of the others. */
export function CommandsView({ twin }: { twin: VehicleTwin }) {
  const { t } = useText();
  const list = useList<Command>(`/v1/vehicles/${encodeURIComponent(twin.vin)}/commands`, { limit: 10 });
  return (
    <>
      <CommandForm twin={twin} onGiven={list.reload} />
      <Loaded resource={list}>
        {({ items }) =>
          items.length === 0 ? <Empty>{t('commands.empty')}</Empty> : <CommandTable commands={items} onChange={list.reload} />
        }
      </Loaded>
      <Pager list={list} />
    </>
  );
}

function CommandTable({ commands, onChange }: { commands: readonly Command[]; onChange: () => void }) {
  const { t, name, quantity } = useText();
  const cancel = ({ vin, id }: Command) =>
    void call(`/v1/vehicles/${encodeURIComponent(vin)}/commands/${id}`, { method: 'DELETE' })
      .then(onChange)
      .catch((error: Error) => announce(error.message));
  return (
    <Table
      caption={t('commands.title')}
      rows={commands}
      keyOf={({ id }) => id}
      columns={[
        { title: t('commands.issued'), cell: ({ issuedAt }) => <Time at={issuedAt} /> },
        {
          title: t('commands.path'),
          cell: ({ path }) => (
            <code title={path}>
              <Dotted name={path.replace(/^Vehicle\./, '')} />
            </code>
          ),
        },
        {
          title: t('vehicle.value'),
          cell: ({ value }) => quantity(typeof value === 'boolean' ? t(`word.${value}`) : value),
          numeric: true,
        },
        {
          title: t('word.state'),
          cell: ({ state, reason, steps }) => (
            <span
              title={steps.map((step) => `${name('commands.state', step.state)} ${new Date(step.at).toLocaleTimeString()}`).join(' → ')}
            >
              <Badge tone={toneOf(state)}>{name('commands.state', state)}</Badge>
              {reason ? <small class="aside">{reason}</small> : null}
            </span>
          ),
        },
        {
          title: t('commands.action'),
          cell: (command) =>
            OPEN.includes(command.state) ? (
              <button type="button" class="button" onClick={() => cancel(command)}>
                {t('commands.cancel')}
              </button>
            ) : (
              '–'
            ),
        },
      ]}
    />
  );
}
