import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { server } from "@/server.ts";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** Names and passwords are short, and anybody may send them. */
const BODY_LIMIT = 2 ** 20;

const answer = async (request: NextRequest, context: Context): Promise<Response> => {
  const { authOptions, withinLimit } = await server();
  return withinLimit(request, BODY_LIMIT, (limited) => NextAuth(new NextRequest(limited), context, authOptions));
};

export { answer as GET, answer as POST };
