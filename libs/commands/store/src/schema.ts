import { CreateCommands1795910000000 } from './migrations/create-commands.js';

/** Migrations of the commands, oldest first. */
export const COMMANDS_MIGRATIONS = [CreateCommands1795910000000];
