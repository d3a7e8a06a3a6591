import type { GateCheck, GateReport } from '@headway/contracts';
import { useText } from '../text/use-text.js';
import { Badge } from '../ui/badge.js';
import { Table } from '../ui/table.js';

/** Checks whose numbers are no shares. */
const PLAIN_RULES = new Set(['size', 'calibration']);

/** The gate's verdict with the numbers of every check; those that do not hold come first. */
export function GateView({ gate }: { gate: GateReport }) {
  const { t, percent, number, bytes } = useText();
  const failed = gate.checks.filter((check) => !check.passed).length;
  const total = gate.checks.length;
  const figure = (check: GateCheck, value: number | undefined) => {
    if (value === undefined) return '–';
    if (check.rule === 'size') return bytes(value);
    return PLAIN_RULES.has(check.rule) ? number(value, 4) : percent(value, 2);
  };
  return (
    <>
      <p>
        <Badge tone={gate.passed ? 'good' : 'bad'}>
          {gate.passed ? t('gate.passed', { passed: total - failed, total }) : t('gate.failed', { failed, total })}
        </Badge>
      </p>
      <Table
        caption={t('gate.title')}
        rows={[...gate.checks].sort((a, b) => Number(a.passed) - Number(b.passed))}
        keyOf={({ rule }) => rule}
        columns={[
          { title: t('gate.check'), cell: ({ rule }) => <code>{rule}</code> },
          {
            title: t('gate.verdict'),
            cell: ({ passed }) => <Badge tone={passed ? 'good' : 'bad'}>{passed ? t('gate.holds') : t('gate.fails')}</Badge>,
          },
          { title: t('gate.parent'), cell: (check) => figure(check, check.parent), numeric: true },
          { title: t('gate.candidate'), cell: (check) => figure(check, check.candidate), numeric: true },
          { title: t('gate.detail'), cell: ({ detail }) => <small>{detail}</small> },
        ]}
      />
      <Table
        caption={t('gate.sets')}
        rows={Object.entries(gate.sets)}
        keyOf={([set]) => set}
        stacks="late"
        columns={[
          { title: t('gate.sets'), cell: ([set]) => <code>{set}</code> },
          { title: t('models.examples'), cell: ([, { candidate }]) => number(candidate.examples), numeric: true },
          { title: t('gate.parent'), cell: ([, { parent }]) => percent(parent.wholeSentence, 2), numeric: true },
          { title: t('gate.candidate'), cell: ([, { candidate }]) => percent(candidate.wholeSentence, 2), numeric: true },
        ]}
      />
    </>
  );
}
