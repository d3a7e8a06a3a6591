/** Lets one waiter sleep until there is something to do. A ring that nobody waits for is remembered. */
export class Bell {
  private waiter: (() => void) | undefined;
  private pending = false;

  ring(): void {
    if (this.waiter) this.waiter();
    else this.pending = true;
    this.waiter = undefined;
  }

  async rung(): Promise<void> {
    if (!this.pending) await new Promise<void>((resolve) => (this.waiter = resolve));
    this.pending = false;
  }
}
