import { listIntents } from '@headway/assistant/ontology';
import type { VehicleState } from '@headway/contracts';

/** What the guardrails ask of the moment. */
const MOMENT = ['Vehicle.Speed', 'Vehicle.Powertrain.Transmission.SelectedGear'];
/** Words of the driver and where he is going are nobody's business but the car's. */
const PRIVATE = /^Vehicle\.(CurrentLocation|Driver|Cabin\.Infotainment\.(Navigation\.Destination|Media\.SearchText))/;

const decisive = new Set([...MOMENT, ...listIntents().flatMap(({ paths }) => paths)].filter((path) => !PRIVATE.test(path)));

const pick = (state: VehicleState, wanted: (path: string) => boolean): VehicleState =>
  Object.fromEntries(Object.entries(state).filter(([path]) => wanted(path)));

/** The part of the car's state that leaves the car with a question to a region: what intents read or write, and never where it is. */
export const decisionState = (state: VehicleState): VehicleState => pick(state, (path) => decisive.has(path));

/** The part that goes into a label: the moment, without anything about the people in it. */
export const momentState = (state: VehicleState): VehicleState => pick(state, (path) => MOMENT.includes(path));
