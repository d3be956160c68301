import { headers } from "next/headers";
import { server } from "./server.ts";

/** The user whose browser asks for this page; undefined when nobody is signed in. */
export async function currentUserId(): Promise<number | undefined> {
  // Headers first: they tell `next build` that the page depends on its request, before settings are needed.
  const request = new Request("http://page.invalid", { headers: await headers() });
  return (await server()).signedInUser(request);
}
