import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@datalab/errors";

const COOKIE = "csrftoken";
const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Proofs that a page of our own made a request: each is bound to one sign-in, and only our pages can read it. */
export interface CsrfTokens {
  of(signInId: string): string;
  /** Whether browsers may send the cookie over https only. */
  secure: boolean;
}

export function csrfTokens(secretKey: string, publicUrl: string): CsrfTokens {
  return {
    of: (signInId) => createHmac("sha256", secretKey).update(`csrf ${signInId}`).digest("hex"),
    secure: publicUrl.startsWith("https:"),
  };
}

/** What a request that changes something must repeat in its header. */
export function checkCsrf(request: Request, expected: string): void {
  if (safeMethods.has(request.method)) return;
  if (!equal(request.headers.get("x-csrftoken") ?? "", expected)) {
    throw new AppError("forbidden", "auth.csrf", "CSRF Failed: CSRF token missing or incorrect.");
  }
}

/** The Set-Cookie line for a browser that does not have this sign-in's token. */
export function newCsrfCookie(request: Request, token: string, { secure }: CsrfTokens): string | undefined {
  if (csrfCookie(request) === token) return undefined;
  return `${COOKIE}=${token}; Max-Age=31449600; Path=/; SameSite=Lax${secure ? "; Secure" : ""}`;
}

function csrfCookie(request: Request): string | undefined {
  const cookies = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return cookies.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) || undefined;
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
