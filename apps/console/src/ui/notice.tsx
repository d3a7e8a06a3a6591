import { useEffect, useState } from 'preact/hooks';

const SHOWN_MS = 6_000;
let show: (text: string) => void = () => undefined;

/** Says in a corner, and to screen readers, that something was done. */
export const announce = (text: string) => show(text);

/** Where announcements appear; one in the page. */
export function Notices() {
  const [text, setText] = useState('');
  useEffect(() => {
    show = setText;
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setText(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="notices" role="status" aria-live="polite">
      {text ? <p>{text}</p> : null}
    </div>
  );
}
