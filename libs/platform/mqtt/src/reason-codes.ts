/** What brokers say when they refuse, for a person. MQTT 3.1.1, table 3.1; MQTT 5, tables 3-1, 3-8 and 3-13. */
const RETURN_CODES: Record<number, string> = {
  1: 'it does not speak this protocol level',
  2: 'it does not allow this client id',
  3: 'it is not ready for clients',
  4: 'user name or password is wrong',
  5: 'this user may not connect',
};
const REASON_CODES: Record<number, string> = {
  0x80: 'an error that it does not name',
  0x81: 'it could not read our packet',
  0x82: 'we broke the protocol',
  0x83: 'an error of its own making',
  0x84: 'it does not speak this protocol level',
  0x85: 'it does not allow this client id',
  0x86: 'user name or password is wrong',
  0x87: 'this user may not do that',
  0x88: 'it is not ready for clients',
  0x89: 'it is busy',
  0x8a: 'this client is banned',
  0x8b: 'it is shutting down',
  0x8c: 'this way of authentication is not supported',
  0x8d: 'it heard nothing from us within the keep-alive time',
  0x8e: 'another client has taken over our session: is this instance name used twice?',
  0x8f: 'it does not allow this topic filter',
  0x90: 'it does not allow this topic name',
  0x93: 'we left more unacknowledged than it allows',
  0x95: 'our packet was larger than it allows',
  0x96: 'we send too fast',
  0x97: 'a quota is used up',
  0x98: 'an operator has ended the connection',
  0x99: 'the payload is not of the format that it was said to be',
  0x9a: 'it does not keep retained messages',
  0x9b: 'it does not support this quality of service',
  0x9c: 'another server should be used',
  0x9d: 'the server has moved',
  0x9e: 'it does not support shared subscriptions',
  0x9f: 'connections come too fast',
  0xa0: 'the connection has lasted as long as it allows',
  0xa1: 'it does not support subscription identifiers',
  0xa2: 'it does not support wildcards',
};

/** A reason code of CONNACK, SUBACK or DISCONNECT in words, the broker's own text included. */
export function describeReason(code: number, version: 4 | 5, text?: string): string {
  const known = version === 5 ? REASON_CODES[code] : (RETURN_CODES[code] ?? REASON_CODES[code]);
  const named = `${known ?? 'a code that is in no table'} (code ${code})`;
  return text ? `${named}: ${text}` : named;
}
