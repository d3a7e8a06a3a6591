export { headwayAccess } from './broker-access.js';
export { startEmbeddedBroker } from './embedded-broker.js';
export type { BrokerAccess, EmbeddedBroker, EmbeddedBrokerOptions } from './embedded-broker.js';
