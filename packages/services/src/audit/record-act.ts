import type { AuditRepository, JsonValue } from "@datalab/db";
import type { Actor } from "../actor.ts";

interface Act {
  objectType: "User" | "SignIn" | "ApiToken" | "DataSession" | "DataOperation";
  objectId: number | string;
  /** What people want to know later; no secrets, no input data. */
  before?: JsonValue;
  after?: JsonValue;
}

/** Who did what to what. To be called with the repositories of the transaction that does it, so that both stand or neither. */
export async function recordAct(
  audit: AuditRepository,
  actor: Pick<Actor, "userId"> | null,
  action: string,
  { objectId, ...act }: Act,
): Promise<void> {
  await audit.record({ actorId: actor?.userId ?? null, action, objectId: String(objectId), ...act });
}
