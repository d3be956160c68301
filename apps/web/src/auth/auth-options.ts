import { AppError } from "@datalab/errors";
import type { AccountVerbs } from "@datalab/services";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { safeReturn } from "./safe-return.ts";

interface AuthDeps {
  accounts: Pick<AccountVerbs, "signIn">;
  secret: string;
  publicUrl: string;
}

/** Sign-in by name and password. The cookie names the user only; rights are read again with each request. */
export function authOptions({ accounts, secret, publicUrl }: AuthDeps): NextAuthOptions {
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
          const address = addressOf(request.headers?.["x-forwarded-for"]);
          const account = await signIn(accounts, { username, password, address });
          return account && { id: String(account.id), name: account.username };
        },
      }),
    ],
    callbacks: { redirect: ({ url, baseUrl }) => safeReturn(url, baseUrl) },
  };
}

/** Null: wrong name or password. Any other reason becomes the error the sign-in page shows. */
async function signIn(
  accounts: AuthDeps["accounts"],
  credentials: { username: string; password: string; address: string },
) {
  try {
    return await accounts.signIn(credentials);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw new Error("Sign-in does not work right now.");
    if (thrown.kind === "unauthenticated") return null;
    throw new Error(thrown.publicMessage);
  }
}

/** The nearest proxy's word about the caller is the last one of the list. */
function addressOf(forwardedFor: unknown): string {
  return (
    String(forwardedFor ?? "")
      .split(",")
      .at(-1)
      ?.trim() || "unknown"
  );
}
