import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { callerAddress } from "@/http/caller-address.ts";
import { server } from "@/server.ts";

/** Names and passwords are short, and anybody may send them. */
export const config = { api: { bodyParser: { sizeLimit: "100kb" }, externalResolver: true } };

export default async function signInHandler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  const { authOptions, settings } = await server();
  // next-auth hands only headers on to whoever slows down guessing.
  const address = callerAddress(request, settings.trustedProxies);
  request.headers["x-forwarded-for"] = address;
  const device = { address, userAgent: request.headers["user-agent"] ?? "" };
  await NextAuth(request, response, authOptions(device, response));
}
