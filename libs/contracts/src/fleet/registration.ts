import { z } from 'zod';
import { epochMsSchema, vinSchema } from '../identity.js';

/** A record of `fleet.registry`: from now on the vehicle is known, or is not any more. */
export const registrationRecordSchema = z.object({ vin: vinSchema, registered: z.boolean(), at: epochMsSchema });
export type RegistrationRecord = z.infer<typeof registrationRecordSchema>;
