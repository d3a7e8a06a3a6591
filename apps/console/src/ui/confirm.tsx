import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.js';
import { useText } from '../text/use-text.js';
import { Failure } from './states.js';

/** A text that the engineer gives with the decision. */
interface Question {
  name: string;
  label: string;
  hint?: string;
  initial?: string;
  /** What to say when it is left empty; optional when absent. */
  required?: string;
}

interface ConfirmProps {
  label: string;
  title: string;
  /** What will happen, each a sentence. */
  effects: readonly string[];
  /** How the way out is called. */
  keep?: string;
  tone?: 'primary' | 'danger' | 'plain';
  questions?: readonly Question[];
  disabled?: boolean;
  /** Does it; `by` is the engineer's name. May throw ApiError, which is shown. */
  onConfirm: (answers: Record<string, string> & { by: string }) => Promise<void>;
}

const STORED_NAME = 'headway.by';

/** A button that asks once, names the consequences, and records who decided. */
export function ConfirmButton(props: ConfirmProps) {
  const [isOpen, setOpen] = useState(false);
  const { label, tone = 'plain', disabled = false } = props;
  return (
    <>
      <button type="button" class={`button ${tone}`} disabled={disabled} onClick={() => setOpen(true)}>
        {label}
      </button>
      {isOpen ? <ConfirmDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ConfirmDialog({ label, title, effects, keep, tone, questions = [], onConfirm, onClose }: ConfirmProps & { onClose: () => void }) {
  const { t } = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  useEffect(() => dialog.current?.showModal(), []);

  const all: Question[] = [
    ...questions,
    {
      name: 'by',
      label: t('action.by'),
      hint: t('action.by.hint'),
      initial: localStorage.getItem(STORED_NAME) ?? '',
      required: t('action.by.missing'),
    },
  ];

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const answers = Object.fromEntries(all.map(({ name }) => [name, String(data.get(name) ?? '').trim()])) as Record<string, string> & {
      by: string;
    };
    localStorage.setItem(STORED_NAME, answers.by);
    setBusy(true);
    setError(undefined);
    onConfirm(answers)
      .then(() => dialog.current?.close())
      .catch((failure: unknown) => setError(failure instanceof ApiError ? failure : new ApiError(null, { cause: failure })))
      .finally(() => setBusy(false));
  };

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={`${id}-title`} aria-describedby={`${id}-effects`} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={`${id}-title`}>{title}</h2>
        <div id={`${id}-effects`}>
          <p class="small muted">{t('action.consequences')}</p>
          <ul class="effects">
            {effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        </div>
        {all.map((question) => (
          <QuestionField key={question.name} {...question} />
        ))}
        {error ? <Failure error={error} title={t('state.failed.action')} /> : null}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {keep ?? t('action.cancel')}
          </button>
          <button type="submit" class={`button ${tone === 'danger' ? 'danger' : 'primary'}`} disabled={isBusy}>
            {isBusy ? t('action.working') : label}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function QuestionField({ name, label, hint, initial = '', required }: Question) {
  const complain = (event: Event & { currentTarget: HTMLInputElement }) => {
    const input = event.currentTarget;
    input.setCustomValidity('');
    if (required && input.value.trim() === '') input.setCustomValidity(required);
  };
  return (
    <label class="field">
      <span>{label}</span>
      <input
        name={name}
        defaultValue={initial}
        required={Boolean(required)}
        maxLength={name === 'by' ? 64 : 1000}
        onInput={complain}
        onInvalid={complain}
      />
      {hint ? <small class="muted">{hint}</small> : null}
    </label>
  );
}
