import type { AccountView } from "@datalab/services";
import type { OAuthConfig } from "next-auth/providers/oauth";

interface PortalUser {
  sub: string;
  name: string;
}

interface PortalClient {
  authorizeUrl?: string;
  tokenUrl?: string;
  clientId?: string;
  clientSecret?: string;
}

/** The observation portal's sign-in page, by OAuth 2 code flow with state and PKCE (RFC 6749 §4.1, RFC 7636). */
export function portalOf(
  { authorizeUrl, tokenUrl, clientId, clientSecret }: PortalClient,
  accountOf: (accessToken: string) => Promise<AccountView>,
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
        const { id, username } = await accountOf(tokens.access_token ?? "");
        return { sub: String(id), name: username };
      },
    },
    profile: ({ sub, name }) => ({ id: sub, name }),
  };
}
