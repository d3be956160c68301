import type { SignInOutcome } from "@datalab/api";
import type { User } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { signInCode } from "../lib/sign-in-problem.ts";
import { userOf } from "./auth-options.ts";

interface PortalUser {
  sub: string;
  name: string;
  signIn?: User["signIn"];
  problem?: string;
}

interface PortalClient {
  authorizeUrl?: string;
  tokenUrl?: string;
  clientId?: string;
  clientSecret?: string;
}

/** next-auth drops a profile without an id, and what was wrong with it. */
const nobody = { sub: "nobody", name: "" };

/** The observation portal's sign-in page, by OAuth 2 code flow with state and PKCE (RFC 6749 §4.1, RFC 7636). */
export function portalOf(
  { authorizeUrl, tokenUrl, clientId, clientSecret }: PortalClient,
  accountOf: (accessToken: string) => Promise<SignInOutcome>,
): OAuthConfig<PortalUser> | undefined {
  if (!authorizeUrl || !tokenUrl || !clientId) return undefined;
  return {
    id: "portal",
    name: "Observation portal",
    type: "oauth",
    checks: ["state", "pkce"],
    authorization: { url: authorizeUrl, params: { scope: "read" } },
    token: { url: tokenUrl },
    clientId,
    clientSecret,
    client: { token_endpoint_auth_method: clientSecret ? "client_secret_post" : "none" },
    userinfo: {
      async request({ tokens }) {
        const outcome = await accountOf(tokens.access_token ?? "");
        if (!outcome.account) return { ...nobody, problem: signInCode(outcome) };
        const user = userOf(outcome.account);
        return { sub: user.id, name: user.name ?? "", signIn: user.signIn };
      },
    },
    profile: ({ sub, ...user }) => ({ id: sub, ...user }),
  };
}
