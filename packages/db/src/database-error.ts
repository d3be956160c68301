import { AppError, OutageError } from "@datalab/errors";

/** SQLSTATE classes: connection, resources, operator intervention; and the two that a new try resolves. */
const passing = /^(08|53|57|40001$|40P01$)/;
/** Text with a null character, bytes that are no UTF-8, a time that no calendar has: what was sent cannot be kept. */
const unstorable = /^(22021|22P05|22007|22008)$/;
const uniqueViolation = "23505";
const foreignKeyViolation = "23503";

/** What went wrong in the database, as the kinds that the rest of the product knows. */
export function toDatabaseError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = sqlState(thrown);
  if (code === uniqueViolation) {
    return new AppError("conflict", "db.duplicate", "Such an entry exists already.", { cause: thrown });
  }
  if (code === foreignKeyViolation) {
    return new AppError("conflict", "db.gone", "What this belongs to is gone.", { cause: thrown });
  }
  if (unstorable.test(code)) {
    return new AppError(
      "invalid",
      "db.unstorable",
      "A text or a time in the request has characters that are not allowed.",
      {
        cause: thrown,
      },
    );
  }
  if (passing.test(code) || isConnectionFailure(thrown)) {
    return new OutageError("database", "db.unavailable", "The database does not answer at the moment.", {
      cause: thrown,
    });
  }
  return new AppError("internal", "db.failed", "The database refused a statement.", { cause: thrown });
}

const prismaCodes: { [code: string]: string } = {
  P2002: uniqueViolation,
  P2034: "40001",
  P2028: "57000",
  P2024: "53300",
};
const connectionFailures =
  /^(P10\d\d|P2037|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/;
/** Of the pool, which gives no code. */
const connectionMessages = /^(timeout exceeded when trying to connect|Connection terminated)|Query read timeout/;

function sqlState(thrown: unknown): string {
  for (const code of codes(thrown)) {
    const known = prismaCodes[code] ?? code;
    if (/^[0-9A-Z]{5}$/.test(known) && !/^(P\d|E[A-Z])/.test(known)) return known;
  }
  return "";
}

function isConnectionFailure(thrown: unknown): boolean {
  const message = thrown instanceof Error ? thrown.message : "";
  return codes(thrown).some((code) => connectionFailures.test(code)) || connectionMessages.test(message);
}

/** The codes of the error and of what caused it, however the driver, its adapter or Prisma wrapped them. */
function codes(thrown: unknown, depth = 0): string[] {
  if (typeof thrown !== "object" || thrown === null || depth > 4) return [];
  const { code, originalCode, kind, cause, meta, driverAdapterError } = thrown as { [field: string]: unknown };
  return [originalCode, code, kind]
    .filter((value) => typeof value === "string")
    .concat([cause, meta, driverAdapterError].flatMap((inner) => codes(inner, depth + 1)));
}
