import { join } from 'node:path';
import { vinSchema } from '@headway/contracts';
import { type Command, InvalidArgumentError } from 'commander';

/** Where a command finds the platform, and where its vehicle keeps its disk. */
export interface VehicleArguments {
  vin: string;
  mqtt: string;
  api: string;
  data?: string;
}

/** Parses a VIN for the command line. */
function vin(text: string): string {
  const parsed = vinSchema.safeParse(text.toUpperCase());
  if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'not a VIN');
  return parsed.data;
}

/** Adds the options of a command that is a vehicle. */
export function withVehicleOptions(command: Command): Command {
  return command
    .requiredOption('--vin <vin>', 'identity of the vehicle: 17 characters (ISO 3779)', vin)
    .option('--mqtt <url>', 'MQTT broker', 'mqtt://127.0.0.1:1883')
    .option('--api <url>', 'platform', 'http://127.0.0.1:3000')
    .option('--data <folder>', 'folder of this vehicle (default: HEADWAY_DATA or .headway, with the VIN)');
}

/** Folder of a vehicle that a command opens by itself, apart from the simulated ones. */
export const vehicleFolder = (dataFolder: string, vinOfVehicle: string) => join(dataFolder, 'own-vehicles', vinOfVehicle);
