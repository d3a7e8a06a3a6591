import type { ModelInstaller } from '@headway/vehicle/slots';

/** The installer of the car's models as the agent sees it. */
export type ModelInstallation = Pick<ModelInstaller, 'start' | 'assign' | 'onStatus' | 'reportFailure' | 'stop'>;
