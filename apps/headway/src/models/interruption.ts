/** A terminal and npm both pass Ctrl-C on, so that one press may arrive twice. */
const SAME_PRESS_MS = 300;

/** A signal that aborts at the first SIGINT or SIGTERM; the next ends the process at once. Dispose of it to let signals be signals again. */
export function interruption(): { signal: AbortSignal } & Disposable {
  const abort = new AbortController();
  const names = ['SIGINT', 'SIGTERM'] as const;
  let pressedAt: number | undefined;
  const dispose = (): void => names.forEach((name) => void process.removeListener(name, onSignal));
  function onSignal(name: NodeJS.Signals): void {
    if (pressedAt === undefined) {
      pressedAt = performance.now();
      abort.abort();
    } else if (performance.now() - pressedAt > SAME_PRESS_MS) {
      dispose();
      process.kill(process.pid, name);
    }
  }
  for (const name of names) process.on(name, onSignal);
  return { signal: abort.signal, [Symbol.dispose]: dispose };
}
