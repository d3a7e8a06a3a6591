import type { ComponentChildren } from 'preact';
import { navigate } from '../shell/route.js';

interface LinkProps {
  href: string;
  class?: string;
  children: ComponentChildren;
  'aria-label'?: string;
  'aria-current'?: 'page' | undefined;
}

/** Follows a plain click inside the console; a new tab or window is the browser's business. */
export function followInside(event: MouseEvent, href: string): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(href);
}

/** A link to another page of the console. */
export function Link({ href, children, ...rest }: LinkProps) {
  return (
    <a href={href} {...rest} onClick={(event) => followInside(event, href)}>
      {children}
    </a>
  );
}
