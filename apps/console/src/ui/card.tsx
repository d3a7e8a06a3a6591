import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface CardProps {
  title: string;
  /** Beside the title: a state, a link, a button. */
  aside?: ComponentChildren;
  lead?: string;
  children: ComponentChildren;
}

/** A titled part of a page. */
export function Card({ title, aside, lead, children }: CardProps) {
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id}>{title}</h2>
        {aside ? <div class="card-aside">{aside}</div> : null}
      </header>
      {lead ? <p class="lead">{lead}</p> : null}
      {children}
    </section>
  );
}

/** The head of a page. */
export function PageHead({ title, lead, aside }: { title: ComponentChildren; lead?: ComponentChildren; aside?: ComponentChildren }) {
  return (
    <div class="page-head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead ? <p class="lead">{lead}</p> : null}
      </div>
      {aside ? <div class="page-aside">{aside}</div> : null}
    </div>
  );
}
