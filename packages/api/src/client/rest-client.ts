import createClient from "openapi-fetch";
import type { paths } from "./rest-types.ts";

interface RestClientOptions {
  /** Where Datalab runs: "https://datalab.example.org". */
  url: string;
  /** A personal token, or the observation portal's. */
  token: string;
}

/**
 * The REST API with types from its OpenAPI document, for Node 20 and browsers.
 *
 * ```ts
 * const datalab = createRestClient({ url: "http://localhost:3000", token: "…" });
 * const input_files = [{ basename: "sim-lsc1m0-20260110-0001-e91" }, { basename: "sim-lsc1m0-20260110-0002-e91" }];
 * const { data: session } = await datalab.POST("/api/datasessions/", { body: { name: "M 42", input_data: input_files } });
 * const { data: median } = await datalab.POST("/api/datasessions/{session_id}/operations/", {
 *   params: { path: { session_id: session!.id }, header: { Prefer: "wait=30" } },
 *   body: { name: "Median", input_data: { input_files } },
 * });
 * console.log(median!.output?.output_files?.[0]?.fits_url);
 * ```
 */
export function createRestClient({ url, token }: RestClientOptions) {
  return createClient<paths>({ baseUrl: url.replace(/\/+$/, ""), headers: { Authorization: `Token ${token}` } });
}
