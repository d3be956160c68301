import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { server } from "@/server.ts";

/** Names and passwords are short, and anybody may send them. */
export const config = { api: { bodyParser: { sizeLimit: "100kb" }, externalResolver: true } };

export default async function signInHandler(request: NextApiRequest, response: NextApiResponse): Promise<void> {
  const { authOptions, observed } = await server();
  const { address } = observed({ incoming: request, outgoing: response });
  // next-auth hands only headers on to whoever slows down guessing.
  request.headers["x-forwarded-for"] = address;
  const device = { address, userAgent: request.headers["user-agent"] ?? "" };
  await NextAuth(request, response, authOptions(device, response));
}
