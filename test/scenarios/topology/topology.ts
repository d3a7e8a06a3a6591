/** Where a running platform answers, whatever processes it is made of. */
export interface PlatformUrls {
  fleet: string;
  learning: string;
  rollouts: string;
  /** Control of the simulated fleet. */
  simulation: string;
}

/** A platform under test, made of child processes so that it can be killed like a real one. */
export interface Topology {
  name: 'embedded' | 'services';
  urls: PlatformUrls;
  /** Starts the processes and resolves when every one answers. */
  start(): Promise<void>;
  /** SIGKILL to every process of ours, no goodbye. */
  kill(): Promise<void>;
  /** SIGTERM, then waits for the end. */
  stop(): Promise<void>;
  /** Highest resident memory seen so far, all processes together, MiB. */
  peakRssMb(): number;
}
