import type { GateReport, ModelCard } from '@headway/contracts';

/** The model that runs of a family start from. */
export interface ParentModel {
  version: string;
  /** SHA-256 of the file. */
  digest: string;
}

export interface CandidateRegistration {
  family: ModelCard['family'];
  model: Uint8Array;
  /** Must have passed. */
  gate: GateReport;
  /** Hash of the dataset it was taught with. */
  datasetHash: string;
}

/** The registry of model versions, reached over HTTP in production. Every method throws AppError; `unavailable` may succeed later. */
export interface ModelRegistry {
  /** The newest released model of a family; `not-found` when there is none. */
  current(family: ModelCard['family']): Promise<ParentModel>;
  /** The file of a registered model. */
  download(digest: string): Promise<Uint8Array>;
  /** Registers a candidate and returns its id there. The same file again gives the same id. */
  register(candidate: CandidateRegistration): Promise<string>;
}
