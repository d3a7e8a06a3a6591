import { vinSchema } from '@headway/contracts';

/** The rules of a broker: who may connect, publish and subscribe. */
export interface BrokerAccess {
  mayConnect(username: string, password: string | undefined): boolean;
  mayPublish(username: string, topic: string): boolean;
  /** `filter` may hold wildcards. */
  maySubscribe(username: string, filter: string): boolean;
}

const SERVICE_USER = /^headway-[a-z0-9-]{1,40}$/;

const isService = (username: string) => SERVICE_USER.test(username);
const isVehicle = (username: string) => vinSchema.safeParse(username).success;

/**
 * Our rules: a vehicle's user name is its VIN, and it has only the topics below `headway/v1/{VIN}/`; services
 * (`headway-…`) have everything but the broker's own `$` topics.
 * @param isPassword decides about passwords; by default none is asked for, which suits a broker on loopback only
 */
export function headwayAccess(isPassword: (username: string, password: string | undefined) => boolean = () => true): BrokerAccess {
  const mayUse = (username: string, topic: string) => {
    if (topic.startsWith('$')) return false;
    return isService(username) || topic.startsWith(`headway/v1/${username}/`);
  };
  return {
    mayConnect: (username, password) => (isService(username) || isVehicle(username)) && isPassword(username, password),
    mayPublish: mayUse,
    maySubscribe: mayUse,
  };
}
