import type { ComponentChildren } from 'preact';

export type Fact = readonly [label: string, value: ComponentChildren, tone?: 'bad' | 'good' | undefined];

/** Labelled values; `large` for the figures that a page is about. */
export function Facts({ facts, large = false }: { facts: readonly Fact[]; large?: boolean }) {
  return (
    <dl class={large ? 'facts large' : 'facts'}>
      {facts.map(([label, value, tone]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class={tone ?? ''}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The beginning of a digest; all of it on hover. */
export function Digest({ value }: { value: string | null | undefined }) {
  return value ? <code title={value}>{value.slice(0, 12)}</code> : <span class="muted">–</span>;
}
