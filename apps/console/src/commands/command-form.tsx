import type { Command, CommandRequest, VehicleTwin } from '@headway/contracts';
import { useId, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/client.js';
import { useText } from '../text/use-text.js';
import { announce } from '../ui/notice.js';
import { Failure } from '../ui/states.js';
import { parseValue } from './parse-value.js';

/** Gives a command to a vehicle. The service judges it; what it says against it stands below the form. */
export function CommandForm({ twin, onGiven }: { twin: VehicleTwin; onGiven: () => void }) {
  const { t } = useText();
  const id = useId();
  // One key until a command was taken: pressing twice, or again after a lost answer, gives one command.
  const key = useRef(crypto.randomUUID());
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const request: Partial<CommandRequest> = {
      path: String(data.get('path')).trim(),
      value: parseValue(String(data.get('value'))),
      confirmed: data.get('confirmed') !== null,
      idempotencyKey: key.current,
    };
    setBusy(true);
    setError(undefined);
    call<Command>(`/v1/vehicles/${encodeURIComponent(twin.vin)}/commands`, { method: 'POST', body: request })
      .then(({ path }) => {
        form.reset();
        key.current = crypto.randomUUID();
        announce(t('commands.given', { path }));
        onGiven();
      })
      .catch((failure: unknown) => setError(failure instanceof ApiError ? failure : new ApiError(null, { cause: failure })))
      .finally(() => setBusy(false));
  };

  return (
    <form class="filters" aria-label={t('commands.new')} onSubmit={submit}>
      <label class="field grow">
        <span>{t('commands.path')}</span>
        <input name="path" list={id} required maxLength={256} spellcheck={false} placeholder="Vehicle.Cabin.…" />
        <datalist id={id}>
          {Object.keys(twin.signals)
            .sort()
            .map((path) => (
              <option key={path} value={path} />
            ))}
        </datalist>
      </label>
      <label class="field">
        <span>{t('vehicle.value')}</span>
        <input name="value" required maxLength={256} size={10} spellcheck={false} placeholder="true, 22.5, AUTO" />
      </label>
      <label class="check">
        <input type="checkbox" name="confirmed" /> {t('commands.confirmed')}
      </label>
      <button type="submit" class="button primary" disabled={isBusy}>
        {isBusy ? t('action.working') : t('commands.send')}
      </button>
      {error ? <Failure error={error} title={t('commands.refused')} /> : null}
    </form>
  );
}
