import type { Route } from '../shell/route.js';
import { useText } from '../text/use-text.js';
import { PageHead } from '../ui/card.js';
import { DeadLettersCard } from './dead-letters-card.js';
import { FleetLedgerCard } from './fleet-ledger-card.js';

/** Whether everything that vehicles numbered has arrived, and what could not be read. */
export function TelemetryPage({ route }: { route: Route }) {
  const { t } = useText();
  return (
    <>
      <PageHead title={t('nav.telemetry')} lead={t('telemetry.lead')} />
      <FleetLedgerCard />
      <DeadLettersCard route={route} />
    </>
  );
}
