export { DeferredAckSubscriber } from './deferred-ack.js';
export type { DeferredAckOptions, IncomingMessage, InFlight } from './deferred-ack.js';
export type { BrokerAddress } from './deferred-ack-connection.js';
export { headwayAccess } from './broker-access.js';
export { startEmbeddedBroker } from './embedded-broker.js';
export type { BrokerAccess, EmbeddedBroker, EmbeddedBrokerOptions } from './embedded-broker.js';
export type { TlsListenerOptions } from './tls-listener.js';
export { readTlsFiles, renewableTls } from './tls-files.js';
export type { TlsFiles, TlsMaterial } from './tls-files.js';
