import { createHash, randomBytes } from "node:crypto";

const PREFIX = "dl_";
const SHOWN = 8;

/** 256 random bits, so a plain hash is enough to keep. */
export function newPersonalToken(): { token: string; hash: string; prefix: string } {
  const token = PREFIX + randomBytes(32).toString("base64url");
  return { token, hash: personalTokenHash(token), prefix: token.slice(0, SHOWN) };
}

export function isPersonalToken(token: string): boolean {
  return token.startsWith(PREFIX);
}

export function personalTokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
