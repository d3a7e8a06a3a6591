export { learnPresence, noteHeard, noteSilence, sessionsOf, standingOf } from './connections.js';
export type { Connection, DisconnectReason, PresenceMessage, Session } from './connections.js';
