import type { CampaignDefinition, CampaignSummary, DryRunReport } from '@headway/contracts';
import { useId, useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/client.js';
import { useText } from '../text/use-text.js';
import { Failure } from '../ui/states.js';
import { DryRunView } from './dry-run-view.js';

/** How far back a dry run looks: what the history keeps by default. */
const DRY_RUN_MS = 6 * 3_600_000;

interface EditorProps {
  initial: CampaignDefinition;
  label: string;
  /** Sends the definition; may throw ApiError, which is shown. */
  onSave: (definition: CampaignDefinition) => Promise<CampaignSummary>;
  onSaved: (campaign: CampaignSummary) => void;
}

/** A campaign as JSON: try it on the last hours, then keep it. The service judges every field and names the place. */
export function CampaignEditor({ initial, label, onSave, onSaved }: EditorProps) {
  const { t } = useText();
  const id = useId();
  const [text, setText] = useState(() => JSON.stringify(initial, undefined, 2));
  const [busy, setBusy] = useState<'dry' | 'save'>();
  const [error, setError] = useState<ApiError | string>();
  const [report, setReport] = useState<DryRunReport>();

  const run = async (kind: 'dry' | 'save') => {
    setBusy(kind);
    setError(undefined);
    try {
      const definition = JSON.parse(text) as CampaignDefinition;
      if (kind === 'save') onSaved(await onSave(definition));
      else {
        const to = Date.now();
        const body = { campaign: definition, from: to - DRY_RUN_MS, to };
        setReport(await call<DryRunReport>('/v1/campaigns:dryRun', { method: 'POST', body }));
      }
    } catch (failure) {
      if (failure instanceof SyntaxError) setError(t('campaigns.json', { why: failure.message }));
      else setError(failure instanceof ApiError ? failure : new ApiError(null, { cause: failure }));
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run('save');
      }}
    >
      <label class="field" for={id}>
        <span>{t('campaigns.definition')}</span>
        <textarea
          id={id}
          class="code"
          rows={Math.min(30, text.split('\n').length + 1)}
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="buttons">
        <button type="button" class="button" disabled={busy !== undefined} onClick={() => void run('dry')}>
          {busy === 'dry' ? t('action.working') : t('campaigns.dry.run')}
        </button>
        <button type="submit" class="button primary" disabled={busy !== undefined}>
          {busy === 'save' ? t('action.working') : label}
        </button>
      </div>
      {typeof error === 'string' ? (
        <p class="failure" role="alert">
          {error}
        </p>
      ) : null}
      {error instanceof ApiError ? <Failure error={error} title={t('state.failed.action')} /> : null}
      {report ? <DryRunView report={report} /> : null}
    </form>
  );
}
