import type { Services } from "@datalab/services";
import { limitedByAddress } from "../limits/limited-by-address.ts";
import type { RateLimits } from "../limits/rate-limits.ts";
import { type Answer, jsonResponse } from "../rest/answer.ts";
import { withStandardHeaders } from "../standard-headers.ts";

interface HealthDeps {
  services: Pick<Services, "health">;
  limits: Pick<RateLimits, "place">;
}

/** 200 when this process can serve and operations can go on, else 503 with what is wrong. */
export function handleHealth(request: Request, { services, limits }: HealthDeps): Promise<Response> {
  return unstored(request, limits, async () => {
    const { ok, ...parts } = await services.health();
    return { status: ok ? 200 : 503, body: { ok, web: true, ...parts } };
  });
}

/** 200 as long as this process answers at all. */
export function handleLiveness(request: Request, { limits }: Pick<HealthDeps, "limits">): Promise<Response> {
  return unstored(request, limits, async () => ({ status: 200, body: { ok: true } }));
}

async function unstored(
  request: Request,
  limits: HealthDeps["limits"],
  answer: () => Promise<Answer>,
): Promise<Response> {
  const response = await limitedByAddress(request, limits, async () => jsonResponse(await answer()));
  response.headers.set("Cache-Control", "no-store");
  return withStandardHeaders(response);
}
