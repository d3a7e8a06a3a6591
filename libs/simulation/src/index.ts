export type { Random } from './random.js';
export { seededRandom } from './random.js';
export { corpusPhrasebook } from './driver/phrasebook.js';
export type { Phrasebook } from './driver/phrasebook.js';
export { vinOf } from './simulated-vehicle.js';
export { Simulation, startSimulation } from './simulation.js';
export type { AssignedFrames, SimulationOptions, SimulationStatus } from './simulation.js';
