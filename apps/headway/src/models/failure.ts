import { ModelFormatError } from '@headway/learning/onnx';
import { ArchitectureError, CheckpointError, DatasetError, ModelFileError, UnknownLabelError } from '@headway/learning/training';

/** Exit status of a command that was given a dataset it refuses. */
const BROKEN_DATASET = 2;
/** As a shell reports a process that SIGINT has ended. */
export const INTERRUPTED_STATUS = 130;

/** Stopped by a person; the message says what to do next. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

const EXPECTED = [ArchitectureError, CheckpointError, ModelFileError, ModelFormatError, UnknownLabelError];

/** Runs a command, says on one line what went wrong, and sets the exit status. Defects are thrown on. */
export const reportingFailure =
  <A extends unknown[]>(command: (...args: A) => Promise<void>) =>
  async (...args: A): Promise<void> => {
    try {
      await command(...args);
    } catch (error) {
      process.exitCode = statusOf(error);
      console.error((error as Error).message);
    }
  };

function statusOf(error: unknown): number {
  if (error instanceof DatasetError) return BROKEN_DATASET;
  if (error instanceof Interrupted) return INTERRUPTED_STATUS;
  // Reading and writing files fails with a system error; its message names call and path.
  if (EXPECTED.some((kind) => error instanceof kind) || (error as NodeJS.ErrnoException).syscall !== undefined) return 1;
  throw error;
}
