import { readFileSync } from 'node:fs';
import { assetPath } from '@headway/platform/assets';
import { parseSettings } from '@headway/platform/settings';
import { Command } from 'commander';

async function loadSettings() {
  const { settingsShape } = await import('./settings.js');
  return () => parseSettings(settingsShape, process.env);
}

const { version } = JSON.parse(readFileSync(assetPath('package.json'), 'utf8')) as { version: string };

const program = new Command('headway')
  .description(
    'Connected-vehicle cloud-edge AI: telemetry that is never lost, an assistant that always answers, a model that learns from its fleet.',
  )
  .version(version)
  .showHelpAfterError('(--help lists the options)');

/** Commands by the module that has them. Only the one asked for is loaded: the whole platform takes seconds that training a model needs not. */
const GROUPS: { commands: string[]; add: () => Promise<void> }[] = [
  { commands: ['start'], add: async () => (await import('./commands/start.js')).addStartCommand(program, await loadSettings()) },
  { commands: ['replay'], add: async () => (await import('./commands/replay.js')).addReplayCommand(program, await loadSettings()) },
  { commands: ['say'], add: async () => (await import('./commands/say.js')).addSayCommand(program, await loadSettings()) },
  {
    commands: ['train', 'evaluate', 'compare', 'export', 'card'],
    add: async () => (await import('./commands/models.js')).addModelCommands(program),
  },
  { commands: ['campaign'], add: async () => (await import('./commands/campaigns.js')).addCampaignCommands(program) },
  { commands: ['signals'], add: async () => (await import('./commands/signals.js')).addSignalsCommand(program) },
];
const asked = GROUPS.filter(({ commands }) => commands.includes(process.argv[2] ?? ''));
for (const { add } of asked.length > 0 ? asked : GROUPS) await add();
await program.parseAsync();
