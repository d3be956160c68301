import { text } from "node:stream/consumers";
import { type OperationDefinition, operationNamed } from "@datalab/operations";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createWorkerServices } from "../create-services.ts";
import { files, look, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
let ada: Awaited<ReturnType<WorkBench["person"]>>;

beforeAll(async () => {
  bench = await workBench();
  ada = await bench.person("ada");
  for (const name of ["a", "b", "c", "d"]) bench.archive.put(name, { id: `id-${name}` });
});
afterAll(() => bench.close());

const median = operationNamed("Median") as { -readonly [Key in keyof OperationDefinition]: OperationDefinition[Key] };
const current = median.version;

/** What an earlier product does, whose Median is of version 1. */
async function earlier<T>(act: () => Promise<T>): Promise<T> {
  median.version = 1;
  try {
    return await act();
  } finally {
    median.version = current;
  }
}

async function contentOf(url: string): Promise<string> {
  const { pathname, searchParams } = new URL(url);
  const [, , id, name] = pathname.split("/");
  const opened = await bench.services.files.open(Number(id), name!, searchParams.get("s")!);
  return text(opened.stream);
}

it("keeps a result of an earlier version with its links, marks it, and makes a new one of the same input", async () => {
  const old = await earlier(async () => {
    const submitted = await submitMedian(bench, ada, files("a", "b"));
    await bench.work();
    return submitted;
  });
  const before = await earlier(() => look(bench, ada, old));
  expect(before.trueState.made).toEqual({ version: 1, currentVersion: 1, byOlderConventions: false, outdated: false });

  const kept = await look(bench, ada, old);
  expect(kept.status).toBe("COMPLETED");
  expect(kept.output).toEqual(before.output);
  expect(kept.trueState.made).toEqual({
    version: 1,
    currentVersion: current,
    byOlderConventions: false,
    outdated: true,
  });

  const body = { name: old.view.name, input_data: kept.input_data };
  const { id } = await bench.services.operations.submit(ada, old.sessionId, body);
  await bench.work();
  const renewed = await look(bench, ada, { ...old, id });
  expect(renewed.trueState.made).toMatchObject({ version: current, outdated: false });
  expect(renewed.trueState.runId).not.toBe(kept.trueState.runId);
  const [oldFile, newFile] = [kept.output!.output_files![0]!, renewed.output!.output_files![0]!];
  expect(newFile.basename).not.toBe(oldFile.basename);
  expect(await contentOf(oldFile.fits_url!)).toBe(`fits of ${oldFile.basename}`);
  expect(await contentOf(newFile.fits_url!)).toBe(`fits of ${newFile.basename}`);
});

it("never lays a result under the key of another version: queued before the version rose, or retried after it", async () => {
  const queued = await earlier(() => submitMedian(bench, ada, files("a", "c")));
  const failed = await earlier(async () => {
    const submitted = await submitMedian(bench, ada, files("a", "d"));
    await bench.services.operations.cancel(ada, submitted.sessionId, submitted.id);
    return submitted;
  });
  await bench.services.operations.retry(ada, failed.sessionId, failed.id);
  await bench.work();
  for (const [operation, name] of [
    [queued, "c"],
    [failed, "d"],
  ] as const) {
    const done = await look(bench, ada, operation);
    expect(done.trueState.made).toMatchObject({ version: current, outdated: false });
    const again = await submitMedian(bench, ada, files("a", name));
    expect(again.view).toMatchObject({ status: "COMPLETED", trueState: { runId: done.trueState.runId } });
  }
});

it("marks results by the other conventions, which have runs of their own", async () => {
  const ours = await submitMedian(bench, ada, files("b", "c"));
  await bench.work();
  const parity = createWorkerServices({ ...bench.options, parity: true }, bench.engine);
  const seen = await parity.operations.get(ada, ours.sessionId, ours.id);
  expect(seen.trueState.made).toMatchObject({ byOlderConventions: false, outdated: true });

  const body = { name: "Median", input_data: ours.view.input_data };
  const { id } = await parity.operations.submit(ada, ours.sessionId, body);
  for (const operationId of bench.queue.waiting.splice(0)) {
    await parity.runs.process({ operationId, attemptsLeft: 0 }, new AbortController().signal);
  }
  const theirs = await parity.operations.get(ada, ours.sessionId, id);
  expect(theirs.status).toBe("COMPLETED");
  expect(theirs.trueState.made).toMatchObject({ byOlderConventions: true, outdated: false });
  expect(theirs.trueState.runId).not.toBe(seen.trueState.runId);
  expect((await look(bench, ada, { ...ours, id })).trueState.made).toMatchObject({
    byOlderConventions: true,
    outdated: true,
  });
});
