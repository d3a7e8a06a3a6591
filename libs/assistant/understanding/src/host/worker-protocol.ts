import type { Language, SemanticFrame } from '@headway/contracts';

/** What the host asks of a worker; every request with an `id` is answered by one reply with that id. */
export type WorkerRequest =
  | { kind: 'load'; id: number; digest: string; bytes: Uint8Array }
  | { kind: 'unload'; id: number; digest: string }
  | { kind: 'understand'; id: number; digest: string; text: string; language: Language | undefined }
  /** Let sessions go and leave: a worker that is terminated during an inference takes the process with it. */
  | { kind: 'stop' };

export type WorkerReply =
  { id: number; frames: SemanticFrame[]; serviceMs: number } | { id: number; failure: string; invalidModel: boolean };
