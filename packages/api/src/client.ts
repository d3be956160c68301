import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { EventStream } from "./client/event-stream.ts";
import type { AppRouter } from "./trpc/router.ts";

export { createRestClient } from "./client/rest-client.ts";
export type { AppRouter } from "./trpc/router.ts";

export interface ClientOptions {
  /** Where Datalab runs: "https://datalab.example.org". */
  url: string;
  /** A personal token from the console. Leave out in pages of Datalab itself, where the sign-in counts. */
  token?: string;
}

export type DatalabClient = ReturnType<typeof createDatalabClient>;

/**
 * The typed client, for Node 20 and browsers.
 *
 * ```ts
 * const datalab = createDatalabClient({ url: "http://localhost:3000", token: "…" });
 * const session = await datalab.sessions.create.mutate({
 *   name: "M 42",
 *   frames: [{ source: "archive", basename: "sim-median-1" }, { source: "archive", basename: "sim-median-2" }],
 * });
 * await datalab.operations.submit.mutate({
 *   sessionId: session.id,
 *   name: "Median",
 *   inputData: { input_files: session.input_data },
 * });
 * datalab.operations.watch.subscribe({ sessionId: session.id }, { onData: ({ data }) => console.log(data) });
 * ```
 */
export function createDatalabClient({ url, token }: ClientOptions) {
  const endpoint = `${url.replace(/\/+$/, "")}/api/trpc`;
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url: endpoint, EventSource: EventStream, eventSourceOptions: { headers } }),
        false: httpBatchLink({ url: endpoint, headers }),
      }),
    ],
  });
}
