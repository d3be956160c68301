import type { SignInOutcome } from "@datalab/api";
import type { BrowserSignIn, Device, SignedInView } from "@datalab/services";
import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { Provider } from "next-auth/providers/index";
import { signInCode } from "../lib/sign-in-problem.ts";
import { safeReturn } from "./safe-return.ts";

declare module "next-auth" {
  interface User {
    signIn?: Pick<BrowserSignIn, "id">;
    /** The code of why a person whom the portal sent is not let in. */
    problem?: string;
  }
}

/** What the cookie is made of. */
export function userOf({ id, username, signIn }: SignedInView): User {
  return { id: String(id), name: username, signIn: { id: signIn.id } };
}

interface AuthDeps {
  signIn(credentials: { username: string; password: string } & Device): Promise<SignInOutcome>;
  signOut(signIn: BrowserSignIn): Promise<void>;
  secret: string;
  publicUrl: string;
  /** Undefined: no sign-in at the portal's own page. */
  portal?: Provider;
}

/** Sign-in by name and password, or at the portal. The cookie names the user only; rights are read again with each request. */
export function authOptions({ signIn, signOut, secret, publicUrl, portal }: AuthDeps): NextAuthOptions {
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
          const userAgent = String(request.headers?.["user-agent"] ?? "");
          const outcome = await signIn({ username, password, address, userAgent });
          if (outcome.account) return userOf(outcome.account);
          if (outcome.code) throw new Error(signInCode(outcome));
          return null;
        },
      }),
      ...(portal ? [portal] : []),
    ],
    events: {
      /** Copies of the cookie end with it. */
      async signOut({ token }) {
        if (token?.signIn) await signOut({ userId: Number(token.sub), id: token.signIn.id });
      },
    },
    callbacks: {
      signIn({ user: { problem } }) {
        if (problem) throw new Error(problem);
        return true;
      },
      redirect: ({ url, baseUrl }) => safeReturn(url, baseUrl),
      /** `user` is there right after signing in only. */
      jwt: ({ token, user }) => (user ? { ...token, signIn: user.signIn } : token),
    },
  };
}
