export { withModel } from './open-model.js';
export type { Feed, Run } from './open-model.js';
