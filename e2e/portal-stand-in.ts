import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface PortalUser {
  username: string;
  password: string;
  /** The archive token that the portal's profile tells. */
  apiToken: string;
}

interface PortalStandIn {
  host: string;
  /** The product's settings for this portal. */
  settings: Record<string, string>;
  /** What the person at the portal's page does from now on. */
  person: { user: PortalUser; consents: boolean; altersState: boolean };
  /** `METHOD path` with its authorization scheme, oldest first. */
  readonly requests: string[];
  close(): Promise<void>;
}

const client = { id: "datalab", secret: "the client's secret" };

/** An observation portal on loopback: sign-in page, token endpoint (RFC 6749 §4.1 and §4.3, RFC 7636) and profile. */
export async function startPortalStandIn(users: [PortalUser, ...PortalUser[]]): Promise<PortalStandIn> {
  const granted = new Map<string, { user: PortalUser; challenge: string; redirectUri: string }>();
  const accessTokens = new Map<string, PortalUser>();
  const requests: string[] = [];
  const person = { user: users[0], consents: true, altersState: false };

  /** The page itself is left out: the person has decided already. */
  function authorize({ searchParams: asked }: URL): Answer {
    const back = new URL(asked.get("redirect_uri") ?? "");
    back.searchParams.set("state", person.altersState ? "another" : (asked.get("state") ?? ""));
    const known = asked.get("client_id") === client.id && asked.get("code_challenge_method") === "S256";
    if (!known || !person.consents) {
      back.searchParams.set("error", "access_denied");
      return { status: 302, location: back.href };
    }
    const code = randomBytes(8).toString("hex");
    const challenge = asked.get("code_challenge") ?? "";
    granted.set(code, { user: person.user, challenge, redirectUri: asked.get("redirect_uri") ?? "" });
    back.searchParams.set("code", code);
    return { status: 302, location: back.href };
  }

  async function token(request: IncomingMessage): Promise<Answer> {
    const form = new URLSearchParams(await text(request));
    if (form.get("client_id") !== client.id || form.get("client_secret") !== client.secret)
      return { status: 401, body: { error: "invalid_client" } };
    const user = form.get("grant_type") === "password" ? byPassword(form) : byCode(form);
    if (!user) return { status: 400, body: { error: "invalid_grant" } };
    const access_token = randomBytes(8).toString("hex");
    accessTokens.set(access_token, user);
    return { status: 200, body: { access_token, refresh_token: "unused", token_type: "Bearer", expires_in: 3600 } };
  }

  const byPassword = (form: URLSearchParams) =>
    users.find(({ username, password }) => username === form.get("username") && password === form.get("password"));

  /** A code is good for one exchange, by whoever knows what its challenge was made of. */
  function byCode(form: URLSearchParams): PortalUser | undefined {
    const grant = granted.get(form.get("code") ?? "");
    granted.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const holds = grant?.challenge === challenge && grant.redirectUri === form.get("redirect_uri");
    return holds ? grant.user : undefined;
  }

  function profile({ headers }: IncomingMessage): Answer {
    const [scheme, key = ""] = (headers.authorization ?? "").split(" ");
    const user = scheme === "Bearer" ? accessTokens.get(key) : users.find(({ apiToken }) => apiToken === key);
    if (!user) return { status: 401, body: { detail: "Invalid token." } };
    const { username, apiToken } = user;
    const profile = { staff_view: false };
    return { status: 200, body: { username, email: `${username}@x.org`, tokens: { api_token: apiToken }, profile } };
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://portal");
    requests.push([request.method, url.pathname, request.headers.authorization?.split(" ")[0]].join(" ").trim());
    const pages: Record<string, () => Answer | Promise<Answer>> = {
      "/o/authorize/": () => authorize(url),
      "/o/token/": () => token(request),
      "/api/profile/": () => profile(request),
    };
    const { status, location, body } = (await pages[url.pathname]?.()) ?? { status: 404 };
    response.writeHead(status, { "Content-Type": "application/json", ...(location && { Location: location }) });
    response.end(body && JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    settings: {
      OAUTH_AUTHORIZE_URL: `http://${host}/o/authorize/`,
      OAUTH_TOKEN_URL: `http://${host}/o/token/`,
      OAUTH_PROFILE_URL: `http://${host}/api/profile/`,
      OAUTH_CLIENT_ID: client.id,
      OAUTH_CLIENT_SECRET: client.secret,
      OAUTH_INSECURE_HOSTS: host,
    },
    person,
    requests,
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Answer {
  status: number;
  location?: string;
  body?: object;
}
