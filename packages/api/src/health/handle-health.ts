import type { Services } from "@datalab/services";
import { jsonResponse } from "../rest/answer.ts";
import { withStandardHeaders } from "../standard-headers.ts";

/** 200 when this process can serve and operations can go on, else 503 with what is wrong. */
export async function handleHealth(services: Services): Promise<Response> {
  const { ok, ...parts } = await services.health();
  return unstored({ status: ok ? 200 : 503, body: { ok, web: true, ...parts } });
}

/** 200 as long as this process answers at all. */
export function handleLiveness(): Response {
  return unstored({ status: 200, body: { ok: true } });
}

function unstored(answer: Parameters<typeof jsonResponse>[0]): Response {
  const response = jsonResponse(answer);
  response.headers.set("Cache-Control", "no-store");
  return withStandardHeaders(response);
}
