import { headers } from "next/headers";
import { server } from "./server.ts";

/** Whether somebody is signed in with the browser that asks for this page. */
export async function isSignedIn(): Promise<boolean> {
  // Headers first: they tell `next build` that the page depends on its request, before settings are needed.
  const request = new Request("http://page.invalid", { headers: await headers() });
  return (await server()).isSignedIn(request);
}
