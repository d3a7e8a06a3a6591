import type { TrainingRun } from '@headway/contracts';
import { filter, type Observable, Subject } from 'rxjs';

/** Live changes of training runs in this process. */
export class RunFeed {
  private readonly changes = new Subject<TrainingRun>();

  publish(run: TrainingRun): void {
    this.changes.next(run);
  }

  of(id: string): Observable<TrainingRun> {
    return this.changes.pipe(filter((run) => run.id === id));
  }

  close(): void {
    this.changes.complete();
  }
}
