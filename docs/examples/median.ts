// A Median of three frames with its progress, then the address of the result.
//   DATALAB_URL=http://localhost:3000 DATALAB_TOKEN=… npx tsx docs/examples/median.ts
import { createDatalabClient, createRestClient } from "@datalab/api/client";

// biome-ignore lint/style/noProcessEnv: an example for people who have no settings of ours
const { DATALAB_URL: url = "http://localhost:3000", DATALAB_TOKEN: token = "" } = process.env;
const rest = createRestClient({ url, token });
const input_files = [1, 2, 3].map((n) => ({
  source: "archive" as const,
  basename: `sim-lsc1m0-20260110-${String(n).padStart(4, "0")}-e91`,
}));

const { data: session, error } = await rest.POST("/api/datasessions/", {
  body: { name: "from TypeScript", input_data: input_files },
});
if (!session) throw new Error(JSON.stringify(error));

const { data: median } = await rest.POST("/api/datasessions/{session_id}/operations/", {
  params: { path: { session_id: session.id } },
  body: { name: "Median", input_data: { input_files } },
});
if (!median) throw new Error("The Median was not taken.");

// The tRPC client has the same verbs, and subscriptions.
const datalab = createDatalabClient({ url, token });
await new Promise<void>((done, failed) => {
  const watching = datalab.operations.watch.subscribe(
    { sessionId: session.id, operationId: median.id },
    {
      onData({ data: event }) {
        if (event.kind !== "operation") return;
        const { status, operation_progress, message, output } = event.operation;
        console.log(`${status} ${Math.round(operation_progress * 100)} % ${message}`);
        if (status !== "COMPLETED" && status !== "FAILED") return;
        console.log(output?.output_files?.[0]?.fits_url ?? message);
        watching.unsubscribe();
        done();
      },
      onError: failed,
    },
  );
});
