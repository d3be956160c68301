import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Analyser, KeptFile } from "@datalab/operations";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createWebServices } from "../create-services.ts";
import type { Services } from "../services.ts";
import { fakeExecute } from "../testing/fake-execute.fixture.ts";
import { files, look, submitMedian } from "../testing/median.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
let web: Services;
let ada: Awaited<ReturnType<WorkBench["person"]>>;
let bob: Awaited<ReturnType<WorkBench["person"]>>;
const make = vi.fn(async (store: (path: string) => Promise<void>) => {
  const path = join(bench.engine.tmpDir, "made.tif");
  await mkdir(bench.engine.tmpDir, { recursive: true });
  await writeFile(path, "II*");
  await store(path);
  await rm(path);
});
const tiff: KeptFile = { extension: "tif", version: 1, make };

/** Answers with the text of the frame's file, and to get-tif with the link to a kept file. */
const analyser = {
  async run(name: string, _input: unknown, { fetch, keep }: Parameters<Analyser["run"]>[2]) {
    if (name === "get-tif") return { tif_url: await keep(tiff) };
    const copy = await fetch();
    try {
      return { text: await readFile(copy.path, "utf8") };
    } finally {
      await copy.release();
    }
  },
  json: async (result: object) => Buffer.from(JSON.stringify(result)),
  close: async () => {},
} as unknown as Analyser;

const ask = async (actor: typeof ada, name: string, basename: string, source = "archive") =>
  JSON.parse(String(await web.analysis.json(actor, name, { basename, source })));
const refusal = (name: string, basename: string) => ({
  kind: "invalid",
  message: `${name}: ${basename} could not be fetched.`,
});

beforeAll(async () => {
  bench = await workBench();
  web = createWebServices(bench.options, { analyser, frameCache: bench.engine.frameCache });
  ada = await bench.person("ada");
  bob = await bench.person("bob");
  bench.archive.put("public", { id: "1" });
  bench.archive.put("secret", { id: "2", readers: [ada.token] });
});
afterAll(() => bench.close());

describe("a frame of the archive", () => {
  it("is asked about with the user's own token, once in ten minutes", async () => {
    expect(await ask(ada, "wcs", "secret")).toEqual({ text: "pixels of secret (2)" });
    await ask(ada, "wcs", "secret");
    expect(bench.archive.lookups.filter(({ basename }) => basename === "secret")).toEqual([
      { basename: "secret", token: ada.token },
    ]);
  });

  it("stays closed to others though it is on this machine", async () => {
    await expect(ask(bob, "wcs", "secret")).rejects.toMatchObject(refusal("wcs", "secret"));
    await expect(ask(bob, "get-tif", "secret")).rejects.toMatchObject(refusal("get-tif", "secret"));
  });

  it("is fetched anew when the archive has replaced it", async () => {
    bench.archive.put("moving", { id: "7" });
    await bench.database.frameAccess.remember(ada.userId, "archive", [{ basename: "moving", frameId: "6" }]);
    expect(await ask(ada, "wcs", "moving")).toEqual({ text: "pixels of moving (7)" });
  });

  it("is not there while the archive is silent", async () => {
    bench.archive.put("late", { id: "8" });
    bench.archive.failNext(1);
    await expect(ask(ada, "wcs", "late")).rejects.toMatchObject(refusal("wcs", "late"));
    expect(await ask(ada, "wcs", "late")).toEqual({ text: "pixels of late (8)" });
  });

  it("cannot be asked what nobody knows", async () => {
    await expect(ask(ada, "frobnicate", "public")).rejects.toMatchObject({
      kind: "invalid",
      message: "Analysis action 'frobnicate' not found.",
    });
  });
});

describe("a file made of a frame", () => {
  it("is made once, and opens by its link alone", async () => {
    const links = await Promise.all([ask(ada, "get-tif", "public"), ask(bob, "get-tif", "public")]);
    expect(links[0]).toEqual(links[1]);
    expect(await ask(ada, "get-tif", "public")).toEqual(links[0]);
    expect(make).toHaveBeenCalledTimes(1);
    const { pathname, searchParams } = new URL(links[0].tif_url);
    const [, , , folder, name] = pathname.split("/");
    const open = (signature: string) => web.files.openOfFrame(folder!, name!, signature);
    const { stream, size, attachment } = await open(searchParams.get("s")!);
    stream.destroy();
    expect([name, size, attachment]).toEqual(["public.tif", 3, true]);
    await expect(open("x")).rejects.toMatchObject({ kind: "notFound" });
  });

  it("is another one when the frame is", async () => {
    const before = await ask(ada, "get-tif", "public");
    await bench.database.frameAccess.remember(ada.userId, "archive", [{ basename: "public", frameId: "1b" }]);
    expect(await ask(ada, "get-tif", "public")).not.toEqual(before);
  });
});

describe("a result of an operation", () => {
  it("can be asked about by its owner only", async () => {
    const operation = await submitMedian(bench, ada, files("public", "secret"));
    await bench.work();
    const { basename } = (await look(bench, ada, operation)).output!.output_files![0]!;
    expect(await ask(ada, "wcs", basename, "datalab")).toEqual({ text: `fits of ${basename}` });
    await expect(ask(bob, "wcs", basename, "datalab")).rejects.toMatchObject(refusal("wcs", basename));
  });

  it("that is a composite has its own TIFF, whose link its owner can end", async () => {
    bench.engine.execute = async (execution) => {
      const path = join(execution.workDir, `${execution.key}.tif`);
      const result = await fakeExecute(execution);
      await writeFile(path, "II*");
      const tif = { role: "tif", name: `${execution.key}.tif`, path, contentType: "image/tiff" } as const;
      return { ...result, output_files: [{ basename: execution.key, type: "image", files: [tif] }] };
    };
    const operation = await submitMedian(bench, ada, files("secret", "moving"));
    await bench.work();
    bench.engine.execute = fakeExecute;
    const [file] = (await look(bench, ada, operation)).output!.output_files!;
    expect(await ask(ada, "get-tif", file!.basename, "datalab")).toEqual({ tif_url: file!.tif_url });
    await expect(ask(bob, "get-tif", file!.basename, "datalab")).rejects.toMatchObject(
      refusal("get-tif", file!.basename),
    );
    await bench.services.operations.rotateLinks(ada, operation.sessionId, operation.id);
    expect(await ask(ada, "get-tif", file!.basename, "datalab")).not.toEqual({ tif_url: file!.tif_url });
  });
});
