import type { SignInOutcome } from "@datalab/api";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { Provider } from "next-auth/providers/index";
import { safeReturn } from "./safe-return.ts";

interface AuthDeps {
  signIn(credentials: { username: string; password: string; address: string }): Promise<SignInOutcome>;
  secret: string;
  publicUrl: string;
  /** Undefined: no sign-in at the portal's own page. */
  portal?: Provider;
}

/** Sign-in by name and password, or at the portal. The cookie names the user only; rights are read again with each request. */
export function authOptions({ signIn, secret, publicUrl, portal }: AuthDeps): NextAuthOptions {
  return {
    secret,
    session: { strategy: "jwt", maxAge: 7 * 24 * 3600 },
    useSecureCookies: publicUrl.startsWith("https:"),
    pages: { signIn: "/admin/sign-in", signOut: "/admin/sign-in", error: "/admin/sign-in" },
    providers: [
      CredentialsProvider({
        name: "Datalab",
        credentials: { username: { label: "Name" }, password: { label: "Password", type: "password" } },
        authorize: async (credentials, request) => {
          const { username = "", password = "" } = credentials ?? {};
          const address = String(request.headers?.["x-forwarded-for"] ?? "unknown"); // set by our own route
          const outcome = await signIn({ username, password, address });
          if (outcome.account) return { id: String(outcome.account.id), name: outcome.account.username };
          if (outcome.reason) throw new Error(outcome.reason);
          return null;
        },
      }),
      ...(portal ? [portal] : []),
    ],
    callbacks: { redirect: ({ url, baseUrl }) => safeReturn(url, baseUrl) },
  };
}
