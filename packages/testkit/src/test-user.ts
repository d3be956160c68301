import { createHash, randomBytes } from "node:crypto";
import type { Database, UserRecord } from "@datalab/db";

export interface TestUser {
  user: UserRecord;
  /** A personal token of theirs, as it goes into `Authorization: Token …`. */
  token: string;
}

/** A user of their own for a test, with an API token; the name is made unique. */
export async function createTestUser(
  database: Database,
  options: { name?: string; staff?: boolean } = {},
): Promise<TestUser> {
  const staff = options.staff ?? false;
  const username = `${options.name ?? "user"}-${randomBytes(4).toString("hex")}`;
  const user = await database.users.save({
    username,
    firstName: "Test",
    lastName: "User",
    email: `${username}@example.org`,
    isStaff: staff,
    isSuperuser: staff,
  });
  const token = `dl_${randomBytes(32).toString("base64url")}`;
  const hash = createHash("sha256").update(token).digest("hex");
  const scopes = ["sessions:read", "sessions:write", "operations:run", "admin"];
  await database.apiTokens.create({
    userId: user.id,
    name: "test",
    hash,
    prefix: token.slice(0, 8),
    scopes,
    expiresAt: null,
  });
  return { user, token };
}
