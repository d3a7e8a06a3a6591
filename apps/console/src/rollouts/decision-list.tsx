import type { Decision } from '@headway/contracts';
import { useText } from '../text/use-text.js';
import { Badge, toneOf } from '../ui/badge.js';
import { Empty } from '../ui/states.js';
import { Time } from '../ui/time.js';

/** What was decided, newest first, by which rule, and the numbers behind it. */
export function DecisionList({ decisions }: { decisions: readonly Decision[] }) {
  const { t } = useText();
  if (decisions.length === 0) return <Empty>{t('decisions.empty')}</Empty>;
  return (
    <ol class="timeline">
      {decisions.toReversed().map((decision, index) => (
        <DecisionItem key={`${decision.at} ${decision.outcome} ${decision.rule}`} decision={decision} isNewest={index === 0} />
      ))}
    </ol>
  );
}

function DecisionItem({ decision, isNewest }: { decision: Decision; isNewest: boolean }) {
  const { t, name } = useText();
  const { at, stage, outcome, rule, reason, numbers } = decision;
  const entries = Object.entries(numbers);
  return (
    <li>
      <p>
        <Badge tone={toneOf(outcome)}>{name('decisions.outcome', outcome)}</Badge> {stage ? <b>{stage}</b> : null} <code>{rule}</code>{' '}
        <span class="muted small">
          <Time at={at} />
        </span>
      </p>
      <p>{reason}</p>
      {entries.length > 0 ? (
        <details open={isNewest}>
          <summary class="small">{t('decisions.numbers')}</summary>
          <dl class="numbers">
            {entries.map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>
                  <NumberOf name={key} value={value} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </li>
  );
}

/** The name of a number tells its unit. */
function NumberOf({ name, value }: { name: string; value: number }) {
  const { number, percent, duration } = useText();
  if (name.endsWith('Ms')) return <>{duration(value)}</>;
  if (/(Share|Rate)$/.test(name)) return <>{percent(value, 1)}</>;
  return <>{number(value, 3)}</>;
}
