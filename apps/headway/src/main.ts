import { VERSION } from '@headway/composition';
import { parseSettings } from '@headway/platform/settings';
import { Command } from 'commander';
import { addCampaignCommands } from './commands/campaigns.js';
import { addModelCommands } from './commands/models.js';
import { addReplayCommand } from './commands/replay.js';
import { addSayCommand } from './commands/say.js';
import { addSignalsCommand } from './commands/signals.js';
import { addStartCommand } from './commands/start.js';
import { settingsShape } from './settings.js';

const settings = () => parseSettings(settingsShape, process.env);

const program = new Command('headway')
  .description(
    'Connected-vehicle cloud-edge AI: telemetry that is never lost, an assistant that always answers, a model that learns from its fleet.',
  )
  .version(VERSION)
  .showHelpAfterError('(--help lists the options)');
addStartCommand(program, settings);
addReplayCommand(program, settings);
addSayCommand(program, settings);
addModelCommands(program);
addCampaignCommands(program);
addSignalsCommand(program);
await program.parseAsync();
