export { TestCar } from './test-car.js';
export { openSigner } from '@headway/rollouts/trust';
export { openLmdbEventLog } from '@headway/event-log/lmdb';
