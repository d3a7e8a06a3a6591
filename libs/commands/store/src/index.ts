export {
  addCommand,
  countWaiting,
  findByKey,
  findCommand,
  forgetCommands,
  listCommands,
  lockCommands,
  lockDue,
  nextDue,
  saveCommands,
  sendSoon,
} from './commands.js';
export type { CommandRow } from './commands.js';
export { COMMANDS_MIGRATIONS } from './schema.js';
