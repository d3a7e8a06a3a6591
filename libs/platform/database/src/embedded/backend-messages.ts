/** Transaction status in ReadyForQuery: idle, in a transaction, in a failed transaction. */
export type TransactionStatus = 'I' | 'T' | 'E';

const READY_FOR_QUERY = 0x5a;
const BACKEND_KEY = 1;

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

/** AuthenticationCleartextPassword. */
export const askForPassword = message('R', int32(3));

/** AuthenticationOk, parameters, key and ReadyForQuery: the session may begin. */
export function welcome(serverVersion: string): Buffer {
  const parameters = {
    server_version: serverVersion,
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
  };
  return Buffer.concat([
    message('R', int32(0)),
    ...Object.entries(parameters).map(([name, value]) => message('S', Buffer.from(`${name}\0${value}\0`))),
    message('K', Buffer.concat([int32(process.pid), int32(BACKEND_KEY)])),
    message('Z', Buffer.from('I')),
  ]);
}

/** A fatal ErrorResponse with an SQLSTATE; the connection ends after it. */
export const fatal = (sqlState: string, text: string) => message('E', Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${text}\0\0`));

/** Transaction status of the last ReadyForQuery in a backend's answer, undefined when there is none. */
export function transactionStatus(answer: Buffer): TransactionStatus | undefined {
  let status: TransactionStatus | undefined;
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readInt32BE(at + 1)) {
    if (answer[at] === READY_FOR_QUERY) status = String.fromCharCode(answer[at + 5] as number) as TransactionStatus;
  }
  return status;
}
