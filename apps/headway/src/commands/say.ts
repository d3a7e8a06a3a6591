import { configuredSignals, exitWithError, factoryRoot, openLoneVehicle, regionDirectory } from '@headway/composition';
import { EVALUATION_STATE } from '@headway/assistant/ontology';
import { type Language, problemSchema, type TurnResponse, turnResponseSchema } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { createLogger } from '@headway/platform/logging';
import { StateBus } from '@headway/vehicle/agent';
import { type Command, Option } from 'commander';
import { wholeNumber } from '../options.js';
import type { Settings } from '../settings.js';
import { type VehicleArguments, vehicleFolder, withVehicleOptions } from './vehicle-options.js';

interface SayArguments extends VehicleArguments {
  cockpit: string;
  offline: boolean;
  deadline: number;
  language?: Language;
  session?: string;
  json: boolean;
}

const MARGIN_MS = 5_000;

/** Asks in the cockpit of a vehicle that runs; undefined when no cockpit answers or the vehicle is not there. */
async function askCockpit(utterance: string, options: SayArguments): Promise<TurnResponse | undefined> {
  const { cockpit, vin, deadline, offline, language, session } = options;
  const response = await fetch(`${cockpit}/vehicles/${vin}/v1/assistant/turns`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ utterance, deadlineMs: deadline, offline, language, session, vehicle: { vin } }),
    signal: AbortSignal.timeout(deadline + MARGIN_MS),
  }).catch(() => undefined);
  if (!response) return undefined;
  const body: unknown = await response.json();
  if (response.ok) return turnResponseSchema.parse(body);
  const problem = problemSchema.parse(body);
  if (problem.code === 'not-found') return undefined;
  throw new AppError('invalid-request', problem.detail ?? problem.title);
}

/** Is the vehicle: a parked car of its own, with the platform's regions unless it is offline or they are away. */
async function askOwnVehicle(utterance: string, options: SayArguments, settings: Settings): Promise<TurnResponse> {
  const { vin, api, mqtt, offline, deadline, language, session } = options;
  const reachable = !offline && (await fetch(`${api}/v1/regions`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined))?.ok;
  const vehicle = await openLoneVehicle({
    vin,
    folder: options.data ?? vehicleFolder(settings.HEADWAY_DATA, vin),
    bus: new StateBus(EVALUATION_STATE),
    signals: configuredSignals(settings),
    mqttUrl: mqtt,
    regions: reachable ? await regionDirectory(api) : [],
    consent: false,
    sampling: false,
    ...(reachable ? { trustedRoot: await factoryRoot(api) } : {}),
    logger: createLogger({ level: 'error', app: 'say' }),
  });
  try {
    if (reachable) vehicle.agent.start();
    return await vehicle.agent.ask(utterance, {
      deadlineMs: deadline,
      offline: !reachable,
      ...(language ? { language } : {}),
      ...(session ? { session } : {}),
    });
  } finally {
    await vehicle.close();
  }
}

function print({ speech, answeredBy, modelVersion, latencyMs, confidence, actions, question }: TurnResponse): void {
  console.log(speech);
  for (const { path, value, unit, status, rule, risk, intent, confidence: sure } of actions) {
    const what = value === undefined ? path : `${path} = ${String(value)}${unit ? ` ${unit}` : ''}`;
    console.log(`  ${status.padEnd(18)} ${what}  (${intent}, ${risk}, ${(sure * 100).toFixed(1)} %${rule ? `, rule ${rule}` : ''})`);
  }
  if (question) console.log(`  ? ${question}`);
  console.log(
    `answered by ${answeredBy} with model ${modelVersion} in ${latencyMs.toFixed(1)} ms, confidence ${(confidence * 100).toFixed(1)} %`,
  );
}

async function say(utterance: string, options: SayArguments, settings: Settings): Promise<void> {
  const answer = (await askCockpit(utterance, options)) ?? (await askOwnVehicle(utterance, options, settings));
  if (options.json) console.log(JSON.stringify(answer));
  else print(answer);
}

/** `say TEXT`: asks as a driver. */
export function addSayCommand(program: Command, settings: () => Settings): void {
  withVehicleOptions(
    program
      .command('say')
      .description('asks as a driver and prints the plan and who answered')
      .argument('<utterance>', 'what the driver says, Chinese or English'),
  )
    .option('--offline', 'no region can be reached, as in a tunnel', false)
    .option('--deadline <ms>', 'budget of the turn', wholeNumber(1, 60_000), 300)
    .addOption(new Option('--language <language>', 'language of the driver; detected by default').choices(['zh', 'en']))
    .option('--session <name>', 'conversation that this belongs to')
    .option('--cockpit <url>', 'cockpits of running vehicles', 'http://127.0.0.1:3200')
    .option('--json', 'the answer as one JSON object', false)
    .action((utterance: string, options: SayArguments) =>
      say(utterance, options, settings()).catch((error: unknown) => exitWithError('headway say', error)),
    );
}
