import { CreateHistory1795900000000 } from './migrations/create-history.js';

/** Migrations of the frame history, oldest first. */
export const HISTORY_MIGRATIONS = [CreateHistory1795900000000];
