import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "@datalab/errors";
import type { ServiceDeps } from "../service-deps.ts";

/** The portal's own key; hashing first makes the comparison blind to its length. */
export function authenticateServerKey(deps: ServiceDeps, key: string): void {
  const isRight = deps.serverKey !== undefined && timingSafeEqual(digest(deps.serverKey), digest(key));
  if (isRight) return;
  throw new AppError("unauthenticated", "accounts.no_server_key", "Authentication credentials were not provided.");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
