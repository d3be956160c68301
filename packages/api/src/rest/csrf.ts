import { randomBytes, timingSafeEqual } from "node:crypto";
import { AppError } from "@datalab/errors";

const COOKIE = "csrftoken";
const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Double submit: only a page of our own can read the cookie and repeat it in the header. */
export function checkCsrf(request: Request): void {
  if (safeMethods.has(request.method)) return;
  const cookie = csrfCookie(request);
  const header = request.headers.get("x-csrftoken");
  if (!cookie || !header || !equal(cookie, header)) {
    throw new AppError("forbidden", "auth.csrf", "CSRF Failed: CSRF token missing or incorrect.");
  }
}

/** The Set-Cookie line for a caller that has no token yet. */
export function newCsrfCookie(request: Request): string | undefined {
  if (csrfCookie(request)) return undefined;
  return `${COOKIE}=${randomBytes(32).toString("hex")}; Max-Age=31449600; Path=/; SameSite=Lax`;
}

function csrfCookie(request: Request): string | undefined {
  const cookies = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return cookies.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) || undefined;
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
