export { openSigner } from './signer.js';
export type { Signer } from './signer.js';
export { openVerifier } from './verifier.js';
export { digestOfTargetFile } from './target-data.js';
