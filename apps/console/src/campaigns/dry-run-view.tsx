import type { DryRunReport } from '@headway/contracts';
import { useText } from '../text/use-text.js';
import { Facts } from '../ui/facts.js';
import { Link } from '../ui/link.js';
import { Time } from '../ui/time.js';

/** What a campaign would have done with the last hours. */
export function DryRunView({ report }: { report: DryRunReport }) {
  const { t, number, percent, bytes, duration } = useText();
  const { triggers, compressedBytes, absentSignals, examples } = report;
  return (
    <section class="stack" aria-label={t('campaigns.dry')}>
      <Facts
        large
        facts={[
          [t('campaigns.dry.triggers'), number(triggers.total)],
          [t('campaigns.dry.perDay'), number(triggers.perVehicleDay.mean, 1)],
          [t('campaigns.dry.bytes'), bytes(Math.round(report.bytes.perVehicleDay.mean))],
          [t('campaigns.dry.compressed'), bytes(Math.round(compressedBytes.perVehicleDay.mean))],
          [t('campaigns.dry.spent'), number(report.budgetSpentVehicleDays), report.budgetSpentVehicleDays > 0 ? 'bad' : undefined],
          [t('campaigns.dry.observed'), percent(report.observedShare)],
        ]}
      />
      <p class="small muted">
        {t('campaigns.dry.read', { vehicles: number(report.vehicles), samples: number(report.samples), took: duration(report.tookMs) })}
      </p>
      {absentSignals.length > 0 ? <p class="warn">{t('campaigns.dry.absent', { signals: absentSignals.join(', ') })}</p> : null}
      {examples.length > 0 ? (
        <ul class="effects">
          {examples.slice(0, 5).map(({ vin, at }) => (
            <li key={`${vin} ${at}`}>
              <Link class="mono" href={`/vehicles/${vin}`}>
                {vin}
              </Link>{' '}
              <Time at={at} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
