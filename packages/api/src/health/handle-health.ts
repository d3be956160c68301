import type { Services } from "@datalab/services";
import { jsonResponse } from "../rest/answer.ts";
import { withStandardHeaders } from "../standard-headers.ts";

/** 200 when this process, the database and the queue can be used, else 503 with what cannot. */
export async function handleHealth(services: Services): Promise<Response> {
  const { ok, ...parts } = await services.health();
  const response = jsonResponse({ status: ok ? 200 : 503, body: { ok, web: true, ...parts } });
  response.headers.set("Cache-Control", "no-store");
  return withStandardHeaders(response);
}
