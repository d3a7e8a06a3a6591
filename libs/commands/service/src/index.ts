export { CommandsModule } from './commands.module.js';
export type { CommandsOptions } from './commands-options.js';
