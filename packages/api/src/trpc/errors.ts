import { AppError, type ErrorKind, toAppError } from "@datalab/errors";
import { FieldError } from "@datalab/services";
import { TRPCError } from "@trpc/server";
import { prettifyError, ZodError } from "zod";

const codes = {
  invalid: "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  notFound: "NOT_FOUND",
  conflict: "CONFLICT",
  tooLarge: "PAYLOAD_TOO_LARGE",
  limit: "TOO_MANY_REQUESTS",
  transient: "SERVICE_UNAVAILABLE",
  cancelled: "CONFLICT",
  internal: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<ErrorKind, TRPCError["code"]>;

/** What a caller sees of any error; tRPC's own errors keep their code, a failed input schema becomes readable. */
export function toTrpcError(thrown: unknown): TRPCError {
  if (thrown instanceof TRPCError && !thrown.cause) return thrown;
  const cause = thrown instanceof TRPCError ? thrown.cause : thrown;
  if (cause instanceof ZodError) return new TRPCError({ code: "BAD_REQUEST", message: prettifyError(cause), cause });
  if (thrown instanceof TRPCError && !(cause instanceof AppError) && thrown.code !== "INTERNAL_SERVER_ERROR") {
    return new TRPCError({ code: thrown.code, message: thrown.message });
  }
  const error = toAppError(cause);
  return new TRPCError({ code: codes[error.kind], message: error.publicMessage, cause: error });
}

/** Machine-readable part of an error beside tRPC's own code. */
export function errorDetails(error: TRPCError) {
  const cause = error.cause;
  return {
    appCode: cause instanceof AppError ? cause.code : null,
    fields: cause instanceof FieldError ? cause.fields : null,
  };
}
