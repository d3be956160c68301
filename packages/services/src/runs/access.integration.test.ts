import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fakeExecute } from "../testing/fake-execute.fixture.ts";
import { files, look, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
let ada: Awaited<ReturnType<WorkBench["person"]>>;
let bob: Awaited<ReturnType<WorkBench["person"]>>;

beforeAll(async () => {
  bench = await workBench();
  ada = await bench.person("ada");
  bob = await bench.person("bob");
  bench.archive.put("public-1", { id: "1" });
  bench.archive.put("public-2", { id: "2" });
  bench.archive.put("secret-1", { id: "3", readers: [ada.token] });
  bench.archive.put("secret-2", { id: "4", readers: [ada.token, bob.token] });
});
afterAll(() => bench.close());

describe("who may use which frame", () => {
  it("asks the archive with the user's own token", async () => {
    await submitMedian(bench, ada, files("secret-1", "secret-2"));
    await bench.work();
    expect(bench.archive.lookups.slice(0, 2)).toEqual([
      { basename: "secret-1", token: ada.token },
      { basename: "secret-2", token: ada.token },
    ]);
  });

  it("refuses a user who may not see a frame, though the result and the frame are already here", async () => {
    bench.engine.execute = vi.fn(fakeExecute);
    const theft = await submitMedian(bench, bob, files("secret-1", "secret-2"));
    expect(theft.view.status).toBe("IN_PROGRESS");
    await bench.work();
    const shown = await look(bench, bob, theft);
    expect(shown).toMatchObject({
      status: "FAILED",
      output: null,
      message: "secret-1 is not in the archive, or you may not see it.",
    });
    expect(shown.trueState.state).toBe("refused");
    expect(bench.engine.execute).not.toHaveBeenCalled();
    bench.engine.execute = fakeExecute;
  });

  it("attaches a second user to the result after their own right was checked", async () => {
    bench.engine.execute = vi.fn(fakeExecute);
    const first = await submitMedian(bench, ada, files("public-1", "secret-2"));
    const second = await submitMedian(bench, bob, files("public-1", "secret-2"));
    await bench.work();
    expect(bench.engine.execute).toHaveBeenCalledTimes(1);
    expect(bench.archive.lookups.filter(({ token }) => token === bob.token)).not.toEqual([]);
    const [mine, theirs] = [await look(bench, ada, first), await look(bench, bob, second)];
    expect(mine.output!.output_files![0]!.basename).toBe(theirs.output!.output_files![0]!.basename);
    expect(mine.output).not.toEqual(theirs.output); // each has links of their own
    bench.engine.execute = fakeExecute;
  });

  it("does not let another user's fresh right count", async () => {
    await submitMedian(bench, ada, files("secret-1", "public-2"));
    await bench.work();
    expect((await submitMedian(bench, bob, files("secret-1", "public-2"))).view.status).toBe("IN_PROGRESS");
    await bench.work();
  });

  it("asks again when the token behind the right was replaced", async () => {
    const cleo = await bench.person("cleo");
    await submitMedian(bench, cleo, files("public-1", "public-2"));
    await bench.work();
    expect((await submitMedian(bench, cleo, files("public-1", "public-2"))).view.status).toBe("COMPLETED");
    await bench.services.accounts.pushUser({ username: "cleo", tokens: { api_token: "a new one" } });
    expect((await submitMedian(bench, cleo, files("public-1", "public-2"))).view.status).toBe("IN_PROGRESS");
    await bench.work();
  });

  it("lets a result be used only by those who have it", async () => {
    const first = await submitMedian(bench, ada, files("public-1", "secret-1"));
    await bench.work();
    const { basename } = (await look(bench, ada, first)).output!.output_files![0]!;
    const theft = await submitMedian(bench, bob, [...files("public-1"), { source: "datalab", basename }]);
    await bench.work();
    expect(await look(bench, bob, theft)).toMatchObject({
      status: "FAILED",
      message: `${basename} is not a result of yours.`,
    });
  });

  it("refuses a source that does not exist", async () => {
    const odd = await submitMedian(bench, ada, [...files("public-1"), { source: "elsewhere", basename: "x" }]);
    await bench.work();
    expect(await look(bench, ada, odd)).toMatchObject({ status: "FAILED", message: "x is from an unknown source." });
  });

  it("computes anew when the archive has another frame of that name today", async () => {
    const dora = await bench.person("dora");
    bench.archive.put("moving", { id: "old" });
    const before = await submitMedian(bench, ada, files("moving", "public-1"));
    await bench.work();
    bench.archive.put("moving", { id: "new" });
    const after = await submitMedian(bench, dora, files("moving", "public-1"));
    await bench.work();
    const runs = [(await look(bench, ada, before)).trueState.runId, (await look(bench, dora, after)).trueState.runId];
    expect(runs[0]).not.toBe(runs[1]);
    expect(await look(bench, ada, before)).toMatchObject({ status: "COMPLETED" });
    const [, input] = (await bench.database.runs.inputs(runs[1]!)).sort((a, b) => b.basename.localeCompare(a.basename));
    expect(input).toMatchObject({ basename: "moving", archiveFrameId: "new" });
  });

  it("never puts a user on a run that still reads the file of before", async () => {
    const eve = await bench.person("eve");
    bench.archive.put("swapped", { id: "private", readers: [ada.token] });
    const first = await submitMedian(bench, ada, files("swapped", "public-1"));
    bench.queue.waiting.length = 0;
    const second = await submitMedian(bench, eve, files("swapped", "public-1"));
    bench.queue.waiting.length = 0;
    const process = (operationId: number, attemptsLeft: number) =>
      bench.services.runs.process({ operationId, attemptsLeft }, new AbortController().signal);
    bench.engine.execute = async (execution) => {
      bench.archive.put("swapped", { id: "public" });
      await expect(process(second.id, 2)).rejects.toMatchObject({ kind: "transient" });
      return fakeExecute(execution);
    };
    await process(first.id, 2);
    bench.engine.execute = fakeExecute;
    await process(second.id, 1);
    const views = [await look(bench, ada, first), await look(bench, eve, second)];
    expect(views.map(({ status }) => status)).toEqual(["COMPLETED", "COMPLETED"]);
    expect(views[0]!.trueState.runId).not.toBe(views[1]!.trueState.runId);
    const inputs = await bench.database.runs.inputs(views[1]!.trueState.runId!);
    expect(inputs.find(({ basename }) => basename === "swapped")).toMatchObject({ archiveFrameId: "public" });
  });

  it("gives a user without an archive token what everyone may see", async () => {
    const { actor } = await bench.services.accounts.ensureFirstAdmin();
    const open = await submitMedian(bench, actor, files("public-1", "public-2"));
    const closed = await submitMedian(bench, actor, files("public-1", "secret-2"));
    await bench.work();
    expect(await look(bench, actor, open)).toMatchObject({ status: "COMPLETED" });
    expect(await look(bench, actor, closed)).toMatchObject({ status: "FAILED" });
    expect(bench.archive.lookups.at(-1)!.token).toBeNull();
  });
});
