export { localContext } from './context.js';
export type { Context, StoreContext } from './context.js';
export { openDownlink } from './downlink.js';
export type { Downlink } from './downlink.js';
export { AsyncStack, requireWritable, startEmbeddedServers } from './embedded-servers.js';
export type { EmbeddedServers } from './embedded-servers.js';
export {
  campaignsModule,
  commandsModule,
  fleetModule,
  historyModule,
  learningModule,
  registerShippedModels,
  rolloutsModule,
} from './features.js';
export { startIngest } from './ingest.js';
export { namespacedEventLog } from './namespaced-event-log.js';
export type { IngestPart } from './ingest.js';
export { brokerTls, brokerTlsSettings, mqttTls, mqttTlsSettings } from './mqtt-tls.js';
export { ProcessModule, VERSION } from './process-module.js';
export { followRegistry, golden, regionModule } from './region.js';
export type { LanguageModelSettings } from './region.js';
export { REGION_IDS, regionAt, regionDirectory, regionsSetting } from './regions.js';
export { exitWithError, runApp } from './run-app.js';
export type { RunningApp } from './run-app.js';
export { commonSettings, historyBounds, historySettings, portSetting, vehiclesSetting } from './settings.js';
export type { HistoryBounds } from './settings.js';
export { configuredSignals, signalSettings } from './signals.js';
export { factoryModel, factoryRoot, SimulationModule, startFleet } from './simulation.js';
export type { SimulatedFleet, WorldOptions } from './simulation.js';
export { databaseSetting, serviceSettings, startService, withDatabase } from './service.js';
export { watchedEventLog } from './watched-event-log.js';
export { openLoneVehicle } from './lone-vehicle.js';
export type { LoneVehicleOptions } from './lone-vehicle.js';
