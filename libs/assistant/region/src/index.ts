export { chatCompletions } from './language-model.js';
export type { ChatCompletionsOptions, LanguageModel } from './language-model.js';
export type { RegionClock, RegionOptions, UnderstandingService } from './region-options.js';
export { RegionModule } from './region.module.js';
export { RegionService } from './region-service.js';
export { turnRecordSchema } from './turn-record.js';
export type { TurnRecord } from './turn-record.js';
