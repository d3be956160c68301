import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, transportHeaders } from "@/http/page-security.ts";
import { NONCE } from "@/lib/nonce.ts";
import { ASKED_PATH } from "@/lib/return-path.ts";
import { server } from "@/server.ts";

const POLICY = "Content-Security-Policy";

/**
 * Each page gets a nonce of its own: Next reads it from the policy of the request and puts it on its scripts. Layouts are
 * not told which page was asked for; the console's wants to know, to come back to it after signing in.
 */
export async function proxy(request: NextRequest) {
  const { settings, development } = await server();
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy({ nonce, development });
  const headers = new Headers(request.headers);
  headers.set(ASKED_PATH, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set(NONCE, nonce);
  headers.set(POLICY, policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set(POLICY, policy);
  for (const [name, value] of transportHeaders(settings.publicUrl)) response.headers.set(name, value);
  return response;
}

/** The API's own handlers set theirs; what Next has built needs none. */
export const config = { matcher: "/((?!api/|authprofile/|files/|healthz|livez|readyz|_next/).*)" };
