import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { server } from "@/server.ts";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const answer = async (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request, context, (await server()).authOptions);

export { answer as GET, answer as POST };
