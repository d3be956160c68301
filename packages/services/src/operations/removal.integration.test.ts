import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { AppError } from "@datalab/errors";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runFolder } from "../files/object-key.ts";
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
  for (const name of ["a", "b", "c", "d", "e"]) bench.archive.put(name, { id: name });
});
afterAll(() => bench.close());

async function completed(actor: typeof ada, inputs: object[]) {
  const median = await submitMedian(bench, actor, inputs);
  await bench.work();
  const { output, trueState } = await look(bench, actor, median);
  const { basename, fits_url } = output!.output_files![0]!;
  return { ...median, basename, link: fits_url!, runId: trueState.runId! };
}

const objects = ({ runId }: { runId: string }) => bench.store.list(runFolder(runId));

const download = async ({ id, basename, link }: { id: number; basename: string; link: string }) => {
  const signature = new URL(link).searchParams.get("s")!;
  return text((await bench.services.files.open(id, `${basename}.fits`, signature)).stream);
};

describe("deleting", () => {
  it("an operation takes its objects and links with it", async () => {
    const median = await completed(ada, files("a", "b"));
    const link = new URL((await look(bench, ada, median)).output!.output_files![0]!.fits_url!);
    const open = () => bench.services.files.open(median.id, `${median.basename}.fits`, link.searchParams.get("s")!);
    (await open()).stream.destroy();
    expect(await objects(median)).toHaveLength(3);

    await bench.services.operations.delete(ada, median.sessionId, median.id);
    expect(await objects(median)).toEqual([]);
    await expect(open()).rejects.toMatchObject({ kind: "notFound" });
    await expect(look(bench, ada, median)).rejects.toMatchObject({ kind: "notFound" });
  });

  it("leaves the objects while another operation stands on the result", async () => {
    const mine = await completed(ada, files("a", "c"));
    const theirs = await completed(bob, files("a", "c"));
    expect(mine.basename).toBe(theirs.basename);
    await bench.services.operations.delete(ada, mine.sessionId, mine.id);
    expect(await objects(mine)).toHaveLength(3);
    expect((await look(bench, bob, theirs)).status).toBe("COMPLETED");
    await bench.services.operations.delete(bob, theirs.sessionId, theirs.id);
    expect(await objects(mine)).toEqual([]);
  });

  it("leaves the objects another result was made of, until that one goes too", async () => {
    const first = await completed(ada, files("a", "d"));
    const second = await completed(ada, [{ source: "datalab", basename: first.basename }, ...files("b")]);
    await bench.services.operations.delete(ada, first.sessionId, first.id);
    expect(await objects(first)).toHaveLength(3);
    await bench.services.operations.delete(ada, second.sessionId, second.id);
    expect(await objects(second)).toEqual([]);
    await bench.services.runs.sweep();
    expect(await objects(first)).toEqual([]);
  });

  it("a session takes its operations and their objects with it", async () => {
    const median = await completed(ada, files("a", "e"));
    await bench.services.sessions.delete(ada, median.sessionId);
    expect(await objects(median)).toEqual([]);
    await expect(bench.services.sessions.get(ada, median.sessionId)).rejects.toMatchObject({ kind: "notFound" });
    await expect(bench.services.sessions.delete(ada, median.sessionId)).rejects.toMatchObject({ kind: "notFound" });
  });

  it("a failed operation leaves its sibling failed", async () => {
    const missing = files("no-such-frame");
    const [first, second] = [await submitMedian(bench, ada, missing), await submitMedian(bench, ada, missing)];
    await bench.work();
    await bench.services.operations.delete(ada, first.sessionId, first.id);
    expect((await look(bench, ada, second)).status).toBe("FAILED");
  });
});

describe("when the store is away", () => {
  it("deleting succeeds, and the sweeper takes the objects later", async () => {
    const median = await completed(ada, files("b", "c", "d"));
    const remove = bench.store.delete;
    bench.store.delete = () => Promise.reject(new AppError("transient", "storage.unavailable", "The store is away."));
    await bench.services.operations.delete(ada, median.sessionId, median.id);
    await bench.services.runs.sweep();
    expect(await objects(median)).toHaveLength(3);
    const again = await completed(ada, files("b", "c", "d"));
    bench.store.delete = remove;
    await bench.services.runs.sweep();
    expect(await objects(median)).toEqual([]);
    expect(again.basename).toBe(median.basename);
    expect(await download(again)).toBe(`fits of ${again.basename}`);
  });
});

describe("a result made of another version of its input", () => {
  const execute = (content: string) => {
    bench.engine.execute = async (execution) => {
      const result = await fakeExecute(execution);
      await writeFile(result.output_files[0]!.files[0]!.path, content);
      return result;
    };
  };
  afterEach(() => {
    bench.engine.execute = fakeExecute;
  });

  it("never shows in the links of the older one, nor takes its files away", async () => {
    const dora = await bench.person("dora");
    const emil = await bench.person("emil");
    bench.archive.put("moving", { id: "old" });
    execute("made of the old one");
    const mine = await completed(ada, files("moving", "a"));

    bench.archive.put("moving", { id: "new" });
    bench.engine.execute = async () => {
      throw new AppError("invalid", "x", "No.");
    };
    await submitMedian(bench, dora, files("moving", "a"));
    await bench.work();
    expect(await download(mine)).toBe("made of the old one");

    execute("made of the new one");
    const theirs = await completed(emil, files("moving", "a"));
    expect(theirs.basename).toBe(mine.basename);
    expect(await download(mine)).toBe("made of the old one");
    expect(await download(theirs)).toBe("made of the new one");
    await bench.services.operations.delete(ada, mine.sessionId, mine.id);
    expect(await objects(mine)).toEqual([]);
    expect(await download(theirs)).toBe("made of the new one");
  });

  it("is what its owner uses as input, each their own", async () => {
    const [fay, gus] = [await bench.person("fay"), await bench.person("gus")];
    bench.archive.put("sliding", { id: "old" });
    execute("old pixels");
    const { basename } = await completed(fay, files("sliding", "a"));
    bench.archive.put("sliding", { id: "new" });
    execute("new pixels");
    await completed(gus, files("sliding", "a"));

    const read: string[] = [];
    bench.engine.execute = async (execution) => {
      read.push(await readFile((await execution.openFrame({ source: "datalab", basename })).path, "utf8"));
      return fakeExecute(execution);
    };
    for (const [actor, other] of [
      [fay, "b"],
      [gus, "c"],
    ] as const) {
      await submitMedian(bench, actor, [{ source: "datalab", basename }, ...files(other)]);
    }
    await bench.work();
    expect(read).toEqual(["old pixels", "new pixels"]);
  });
});

describe("deleting in bulk", () => {
  it("takes integers and their text, and counts what went", async () => {
    const { sessionId, id } = await submitMedian(bench, ada, files("a"));
    const other = await submitMedian(bench, bob, files("b"));
    const { bulkDelete, list } = bench.services.operations;
    expect(await bulkDelete(ada, sessionId, { ids: [String(id), other.id, 77_777, -1, 9e15] })).toEqual({ deleted: 1 });
    expect(await bulkDelete(ada, sessionId, { ids: [] })).toEqual({ deleted: 0 });
    expect((await list(bob, other.sessionId, { limit: 10, offset: 0 })).count).toBe(1);
    await expect(bulkDelete(ada, other.sessionId, { ids: [other.id] })).rejects.toMatchObject({ kind: "notFound" });
  });

  it.each([[{}], [{ ids: 5 }], [{ ids: ["x"] }], [{ ids: [1.5] }], [{ ids: [null] }]])("refuses %j", async (body) => {
    const { sessionId } = await submitMedian(bench, ada, files("a"));
    const refused = bench.services.operations.bulkDelete(ada, sessionId, body);
    await expect(refused).rejects.toMatchObject({ kind: "invalid", code: "operations.bad_ids" });
  });
});

describe("file links", () => {
  it("are not found when anything in them is changed", async () => {
    const median = await completed(ada, files("b", "c"));
    const other = await completed(ada, files("b", "d"));
    const name = `${median.basename}.fits`;
    const signature = new URL((await look(bench, ada, median)).output!.output_files![0]!.fits_url!).searchParams.get(
      "s",
    )!;
    const { open } = bench.services.files;
    for (const [id, wanted, signed] of [
      [median.id, name, `${signature.slice(0, -1)}!`],
      [median.id, name, ""],
      [median.id, `${median.basename}-large.jpg`, signature],
      [median.id, `../${name}`, signature],
      [other.id, name, signature],
      [999_999, name, signature],
      [Number.NaN, name, signature],
    ] as const) {
      await expect(open(id, wanted, signed)).rejects.toMatchObject({ kind: "notFound", message: "Not found." });
    }
  });

  it("give a part of the file when asked", async () => {
    const median = await completed(ada, files("b", "e"));
    const signature = new URL((await look(bench, ada, median)).output!.output_files![0]!.small_url!).searchParams.get(
      "s",
    )!;
    const part = await bench.services.files.open(median.id, `${median.basename}-small.jpg`, signature, { start: 6 });
    expect(part).toMatchObject({
      attachment: false,
      contentType: "image/jpeg",
      range: { start: 6, end: part.size - 1 },
    });
    part.stream.destroy();
  });

  it("die when their owner renews them", async () => {
    const median = await completed(ada, files("c", "d"));
    const before = (await look(bench, ada, median)).output!.output_files![0]!.fits_url!;
    const after = (await bench.services.operations.rotateLinks(ada, median.sessionId, median.id)).output!
      .output_files![0]!.fits_url!;
    const open = (link: string) =>
      bench.services.files.open(median.id, `${median.basename}.fits`, new URL(link).searchParams.get("s")!);
    await expect(open(before)).rejects.toMatchObject({ kind: "notFound" });
    (await open(after)).stream.destroy();
  });
});
