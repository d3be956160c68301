import type { Services } from "@datalab/services";
import { limitedByAddress } from "../limits/limited-by-address.ts";
import type { RateLimits } from "../limits/rate-limits.ts";
import { jsonResponse } from "../rest/answer.ts";
import { withStandardHeaders } from "../standard-headers.ts";

interface HealthDeps {
  services: Pick<Services, "health">;
  limits: Pick<RateLimits, "place">;
}

/** 200 when this process, the database and the queue can be used, else 503 with what cannot. */
export async function handleHealth(request: Request, { services, limits }: HealthDeps): Promise<Response> {
  const response = await limitedByAddress(request, limits, async () => {
    const { ok, ...parts } = await services.health();
    return jsonResponse({ status: ok ? 200 : 503, body: { ok, web: true, ...parts } });
  });
  response.headers.set("Cache-Control", "no-store");
  return withStandardHeaders(response);
}
