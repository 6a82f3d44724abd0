// Connection lost (class 08), stopped by its operator (57P), too many clients (53300).
const SQL_STATES = /^(08...|57P0[123]|53300)$/;
const SOCKET_CODES = ["ECONNREFUSED", "ECONNRESET", "ENOENT", "ENOTFOUND", "ETIMEDOUT", "EPIPE"];
/** Prisma's: not reachable, timed out, connection closed, no connection in time. */
const PRISMA_CODES = ["P1001", "P1002", "P1008", "P1017", "P2024"];
// The bare driver gives these without a code.
const MESSAGES = /^(timeout exceeded when trying to connect|Connection terminated)/;

/** Whether an error of the pool or of Prisma says that the database cannot be asked now, rather than what it was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (SQL_STATES.test(code) || SOCKET_CODES.includes(code) || PRISMA_CODES.includes(code)) return true;
  return MESSAGES.test(error.message) || isAwayCause(adapterCause(error));
}

interface AdapterCause {
  kind?: string;
  code?: string;
}

function isAwayCause(cause: AdapterCause | undefined): boolean {
  return (
    cause?.kind === "DatabaseNotReachable" || cause?.kind === "SocketTimeout" || SQL_STATES.test(cause?.code ?? "")
  );
}

/** What the driver adapter said, which Prisma carries along in the error's meta. */
function adapterCause(error: Error): AdapterCause | undefined {
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: AdapterCause } } };
  return meta?.driverAdapterError?.cause;
}
