import { AppError } from "@datalab/errors";
import { z } from "zod";

const profileShape = z.object({
  username: z.string().min(1).max(150),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  email: z.string().nullish(),
  is_staff: z.boolean().nullish(),
  is_superuser: z.boolean().nullish(),
  profile: z.object({ staff_view: z.boolean().nullish() }).nullish(),
  tokens: z.object({ api_token: z.string().nullish() }).nullish(),
});

/** A user as the observation portal describes them, in its profile and when it pushes one. */
export type PortalProfile = z.infer<typeof profileShape>;

export function readPortalProfile(body: unknown): PortalProfile | null {
  return profileShape.safeParse(body).data ?? null;
}

/** The observation portal, which knows users that we may not know yet. null means it refused. */
export interface Portal {
  profileOfToken(token: string): Promise<PortalProfile | null>;
  /** By what the portal granted after its own sign-in page. */
  profileOfAccessToken(accessToken: string): Promise<PortalProfile | null>;
  profileOfPassword(username: string, password: string): Promise<PortalProfile | null>;
}

export interface PortalOptions {
  tokenUrl?: string;
  profileUrl?: string;
  clientId?: string;
  clientSecret?: string;
  /** host:port for which plain http is allowed. */
  insecureHosts: readonly string[];
}

const TIMEOUT_MS = 10_000;

/** Throws `transient` when the portal cannot be reached, `internal` when its address is not allowed. */
export function oauthPortal(options: PortalOptions): Portal {
  const profile = async (authorization: string) => {
    const body = await call(options, options.profileUrl, { headers: { authorization, accept: "application/json" } });
    return body === null ? null : readPortalProfile(body);
  };
  return {
    profileOfToken: (token) => profile(`Token ${token}`),
    profileOfAccessToken: (accessToken) => profile(`Bearer ${accessToken}`),
    async profileOfPassword(username, password) {
      const form = new URLSearchParams({ grant_type: "password", username, password });
      if (options.clientId) form.set("client_id", options.clientId);
      if (options.clientSecret) form.set("client_secret", options.clientSecret);
      const granted = await call(options, options.tokenUrl, { method: "POST", body: form });
      const token = z.object({ access_token: z.string().min(1) }).safeParse(granted);
      return token.success ? profile(`Bearer ${token.data.access_token}`) : null;
    },
  };
}

async function call(options: PortalOptions, address: string | undefined, init: RequestInit): Promise<unknown> {
  if (!address) return null;
  const url = new URL(address);
  if (url.protocol !== "https:" && !options.insecureHosts.includes(url.host)) {
    throw new AppError("internal", "portal.insecure_address", "The portal's address must be https.");
  }
  try {
    const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return await response.json();
    await response.body?.cancel();
    if (response.status < 500 && response.status !== 429) return null;
  } catch (cause) {
    throw unreachable(cause);
  }
  throw unreachable();
}

function unreachable(cause?: unknown): AppError {
  return new AppError("transient", "portal.unreachable", "The observation portal did not answer. Please try again.", {
    cause,
  });
}
