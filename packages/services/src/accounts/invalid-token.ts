import { AppError } from "@datalab/errors";

export function invalidToken(): AppError {
  return new AppError("unauthenticated", "accounts.invalid_token", "Invalid token.");
}
