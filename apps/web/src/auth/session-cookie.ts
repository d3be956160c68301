import { createHmac } from "node:crypto";
import type { BrowserSignIn } from "@datalab/services";
import { decode } from "next-auth/jwt";

declare module "next-auth/jwt" {
  interface JWT {
    /** Set once; next-auth writes the cookie anew, with a new time, whenever it is asked about it. */
    signIn?: Pick<BrowserSignIn, "id">;
  }
}

/** What next-auth signs its cookies with; not SECRET_KEY itself, which also seals archive tokens. */
export function authSecret(secretKey: string): string {
  return createHmac("sha256", secretKey).update("next-auth").digest("hex");
}

/** next-auth's name for its cookie; on https it gets the prefix that browsers guard. */
export function sessionCookieName(publicUrl: string): string {
  return `${publicUrl.startsWith("https:") ? "__Secure-" : ""}next-auth.session-token`;
}

/** The sign-in that a cookie is about; undefined when it is missing, altered or too old. */
export async function signInOf(cookie: string | undefined, secret: string): Promise<BrowserSignIn | undefined> {
  if (!cookie) return undefined;
  const claims = await decode({ token: cookie, secret }).catch(() => null);
  const userId = Number(claims?.sub);
  const id = claims?.signIn?.id;
  if (!Number.isInteger(userId) || userId < 1 || id === undefined) return undefined;
  return { userId, id };
}

export function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
