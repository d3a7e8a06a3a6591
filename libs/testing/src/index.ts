export { cloudEventOf } from './cloud-event.js';
export { makeAuthority } from './certificates.js';
export type { Authority, KeyPair } from './certificates.js';
export { keywordModel } from './keyword-model.js';
export type { Keyword } from './keyword-model.js';
export { VirtualClock } from './virtual-clock.js';
export { openTemporaryEventLog } from './temporary-event-log.js';
export type { TemporaryEventLog } from './temporary-event-log.js';
export { phrasingsOf, tinyCorpus } from './tiny-corpus.js';
