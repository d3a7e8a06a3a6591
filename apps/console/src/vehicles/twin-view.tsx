import type { TwinSignal, VehicleTwin } from '@headway/contracts';
import { useText } from '../text/use-text.js';
import { Dotted } from '../ui/dotted.js';
import { Empty } from '../ui/states.js';
import { Table } from '../ui/table.js';
import { Time } from '../ui/time.js';
import { type Branch, branchesOf } from './twin-branches.js';

/** Larger branches are closed at first. */
const OPEN_UP_TO = 8;

/** The twin: every signal's newest value, by VSS branch. */
export function TwinView({ twin }: { twin: VehicleTwin }) {
  const { t } = useText();
  const branches = branchesOf(twin.signals);
  if (branches.length === 0) return <Empty>{t('vehicle.twin.empty')}</Empty>;
  return (
    <>
      {branches.map((branch) => (
        <BranchView key={branch.path} branch={branch} />
      ))}
    </>
  );
}

function BranchView({ branch }: { branch: Branch }) {
  const { t, number } = useText();
  return (
    <details class="branch" open={branch.signals.length <= OPEN_UP_TO}>
      <summary>
        <h3>{branch.path}</h3> <span class="muted small">{t('vehicle.twin.count', { n: branch.signals.length })}</span>
      </summary>
      <Table
        caption={branch.path}
        rows={branch.signals}
        keyOf={({ path }) => path}
        stacks="never"
        columns={[
          {
            title: t('vehicle.signal'),
            cell: ({ leaf, path }) => (
              <code title={path}>
                <Dotted name={leaf} />
              </code>
            ),
          },
          { title: t('vehicle.value'), cell: ({ signal }) => <SignalValue signal={signal} />, numeric: true },
          {
            title: `${t('vehicle.read')} · ${t('vehicle.sequence')}`,
            cell: ({ signal }) => (
              <span class="small muted">
                <Time at={signal.at} /> · {number(signal.seq)}
              </span>
            ),
            numeric: true,
          },
        ]}
      />
    </details>
  );
}

/** A value that lights up when it changes: a new element, so that the animation starts again. */
function SignalValue({ signal: { value, unit } }: { signal: TwinSignal }) {
  const { t, quantity } = useText();
  return (
    <b key={String(value)} class="fresh">
      {typeof value === 'boolean' ? t(`word.${value}`) : quantity(value, unit)}
    </b>
  );
}
