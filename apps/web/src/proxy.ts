import { type NextRequest, NextResponse } from "next/server";
import { ASKED_PATH } from "@/lib/return-path.ts";

/** Layouts are not told which page was asked for; this one wants to know, to come back to it after signing in. */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.set(ASKED_PATH, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: "/admin/:path*" };
