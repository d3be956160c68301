import { createHmac } from "node:crypto";
import { decode } from "next-auth/jwt";

/** What next-auth signs its cookies with; not SECRET_KEY itself, which also seals archive tokens. */
export function authSecret(secretKey: string): string {
  return createHmac("sha256", secretKey).update("next-auth").digest("hex");
}

/** next-auth's name for its cookie; on https it gets the prefix that browsers guard. */
export function sessionCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith("https:") ? "__Secure-" : ""}next-auth.session-token`;
}

/** The user a sign-in cookie names; undefined when it is missing, altered or too old. */
export async function userIdOf(cookie: string | undefined, secret: string): Promise<number | undefined> {
  if (!cookie) return undefined;
  const claims = await decode({ token: cookie, secret }).catch(() => null);
  const id = Number(claims?.sub);
  return Number.isInteger(id) && id > 0 ? id : undefined;
}

export function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
