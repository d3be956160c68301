import { cookies } from "next/headers";
import { sessionCookieName, userIdOf } from "./auth/session-cookie.ts";
import { server } from "./server.ts";

/** The user whose browser asks for this page; undefined when nobody is signed in. */
export async function currentUserId(): Promise<number | undefined> {
  const { authSecret, settings } = server();
  const jar = await cookies();
  return userIdOf(jar.get(sessionCookieName(settings.publicUrl))?.value, authSecret);
}
