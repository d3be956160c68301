import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Product, startProduct } from "@datalab/testkit";
import { descendants, isRunning } from "./processes.ts";
import { restClient, type Submitted, slowMedian, tokenHeaders } from "./rest-client.ts";
import { expect, test } from "./test.ts";

const workersOf = ({ launcher }: Product) =>
  descendants(launcher.pid!).filter(({ command }) => command.includes("apps/worker/dist/main.js"));

async function inTheMiddle(rest: ReturnType<typeof restClient>, submitted: Submitted) {
  const progress = async () => (await rest.read(submitted)).operation_progress;
  await expect.poll(progress, { timeout: 30_000, intervals: [50] }).toBeGreaterThan(0.1);
  expect((await rest.read(submitted)).status).toBe("IN_PROGRESS");
}

/** How often a worker began with it; REST does not tell. */
async function attemptsOf({ url, admin }: Product, { sessionId, id }: Submitted): Promise<number> {
  const input = encodeURIComponent(JSON.stringify({ sessionId, id }));
  const answer = await fetch(`${url}/api/trpc/operations.get?input=${input}`, { headers: tokenHeaders(admin.token) });
  return (await answer.json()).result.data.trueState.attempts;
}

test("a worker killed in the middle of a Median is replaced, and the Median completes once", async ({ product }) => {
  const rest = restClient(product);
  const submitted = await rest.startMedian(slowMedian(600));
  await inTheMiddle(rest, submitted);
  const [worker] = workersOf(product);
  process.kill(worker!.pid, "SIGKILL");

  const operation = await rest.finished(submitted, 60_000);
  expect(operation).toMatchObject({ status: "COMPLETED", operation_progress: 1, message: "" });
  expect(await attemptsOf(product, submitted)).toBe(2);
  expect(workersOf(product).map(({ pid }) => pid)).not.toContain(worker!.pid);
  expect(workersOf(product)).toHaveLength(1);

  const [file] = operation.output!.output_files;
  expect(operation.output!.output_files).toHaveLength(1);
  const stored = readdirSync(join(product.dataDir, "objects"), { recursive: true, withFileTypes: true });
  const results = stored.filter((entry) => entry.isFile() && entry.name.startsWith(file!.basename));
  expect(results.map(({ name }) => name.slice(file!.basename.length)).sort()).toEqual([
    "-large.jpg",
    "-small.jpg",
    ".fits",
  ]);
  expect((await fetch(file!.large_url)).status).toBe(200);
  await expect.poll(() => readdirSync(join(product.dataDir, "tmp"))).toEqual([]);
});

test("Ctrl-C in the middle of a Median leaves no process behind", async () => {
  const product = await startProduct();
  let started = descendants(product.launcher.pid!);
  try {
    const rest = restClient(product);
    await inTheMiddle(rest, await rest.startMedian(slowMedian(900)));
    started = descendants(product.launcher.pid!);
    expect(started.length).toBeGreaterThan(3);
  } finally {
    await product.stop();
  }
  expect(started.filter(({ pid }) => isRunning(pid))).toEqual([]);
});
