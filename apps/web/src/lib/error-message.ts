import { TRPCClientError } from "@trpc/client";

/** What to tell a person about an error of a call. */
export function errorMessage(error: unknown): string {
  if (error instanceof TRPCClientError && error.data) return error.message;
  return "Datalab could not be reached. Check the connection and try again.";
}

/** The code of a tRPC error, for example "NOT_FOUND"; null when the call did not reach the server. */
export function errorCode(error: unknown): string | null {
  return error instanceof TRPCClientError ? (error.data?.code ?? null) : null;
}
