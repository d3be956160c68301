import { headers } from "next/headers";
import { server } from "./server.ts";

/** The user whose browser asks for this page; undefined when nobody is signed in. */
export async function currentUserId(): Promise<number | undefined> {
  const { signedInUser } = await server();
  return signedInUser(new Request("http://page.invalid", { headers: await headers() }));
}
