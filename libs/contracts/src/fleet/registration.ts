import { z } from 'zod';
import { epochMsSchema, vinSchema } from '../identity.js';

/** A record of `fleet.registry`: from now on the vehicle is known, or is not any more. */
export const registrationRecordSchema = z.object({ vin: vinSchema, registered: z.boolean(), at: epochMsSchema });
export type RegistrationRecord = z.infer<typeof registrationRecordSchema>;

/** `POST /v1/vehicles` */
export const registrationRequestSchema = z.object({ vin: vinSchema });

/** `GET /v1/registrations`, `GET /v1/registrations/{vin}`: a vehicle that may send telemetry when `HEADWAY_VEHICLES=registered`. */
export const registrationSchema = z.object({ vin: vinSchema, registeredAt: epochMsSchema });
export type Registration = z.infer<typeof registrationSchema>;
