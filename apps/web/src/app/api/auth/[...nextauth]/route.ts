import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/auth/auth-options.ts";
import { server } from "@/server.ts";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

function answer(request: NextRequest, context: Context): Promise<Response> {
  const { services, authSecret, settings } = server();
  const options = authOptions({
    accounts: services.accounts,
    secret: authSecret,
    publicUrl: settings.publicUrl,
  });
  return NextAuth(request, context, options);
}

export { answer as GET, answer as POST };
