import type { RunRecord } from "@datalab/db";
import { fileLink, operationNamed } from "@datalab/operations";
import { fileLinks } from "@datalab/storage";
import { describe, expect, it } from "vitest";
import { runRecipe } from "../runs/run-recipe.ts";
import { KEY, operationRecord, runRecord } from "../testing/records.fixture.ts";
import { operationView } from "./operation-view.ts";
import { storedOutput } from "./stored-output.ts";

const links = fileLinks({ secret: "s".repeat(32), publicUrl: "http://lab.example" });
const view = (...args: Parameters<typeof operationRecord>) => operationView(operationRecord(...args), { links });

const output = storedOutput({
  output_files: [
    {
      basename: KEY,
      type: "fits",
      files: [
        { role: "fits", name: `${KEY}.fits`, path: "/tmp/a", contentType: "application/fits" },
        { role: "large", name: `${KEY}-large.jpg`, path: "/tmp/b", contentType: "image/jpeg" },
        { role: "small", name: `${KEY}-small.jpg`, path: "/tmp/c", contentType: "image/jpeg" },
      ],
    },
  ],
  output_data: [],
  attachments: [],
});

describe("what a client sees of an operation", () => {
  it("shows a queued one as in progress, and tells the truth beside it", () => {
    const shown = view({ state: "queued", run: null });
    expect(shown).toMatchObject({
      status: "IN_PROGRESS",
      operation_progress: 0,
      message: "Waiting in the queue …",
      output: null,
    });
    expect(shown.trueState).toMatchObject({ state: "queued", canCancel: true, canRetry: false, runId: null });
  });

  it("shows one whose run has not begun as waiting", () => {
    const shown = view({ run: runRecord({ status: "PENDING", progress: 0 }) });
    expect(shown).toMatchObject({ status: "IN_PROGRESS", operation_progress: 0, message: "Waiting in the queue …" });
    expect(shown.trueState.state).toBe("attached");
  });

  it("shows progress, message and what is ready of a running one", () => {
    const shown = view({ run: runRecord({ progress: 0.4, message: "Combining", output }) });
    expect(shown).toMatchObject({ status: "IN_PROGRESS", operation_progress: 0.4, message: "Combining" });
    expect(shown.output?.output_files).toHaveLength(1);
    expect(shown.trueState.state).toBe("running");
  });

  it("tells of a completed one by which version and conventions it was made, and whether it still would be", () => {
    const current = operationNamed("Median")!.version;
    const made = (run: Partial<RunRecord>, parity = false) =>
      operationView(operationRecord({ run: runRecord({ status: "COMPLETED", ...run }) }), { links, parity }).trueState
        .made;
    const today = { version: current, currentVersion: current, byOlderConventions: false, outdated: false };
    expect(made({ operationVersion: current })).toEqual(today);
    expect(made({ operationVersion: 1 })).toEqual({ ...today, version: 1, outdated: true });
    expect(made({ operationVersion: current }, true)).toEqual({ ...today, outdated: true });
    const plan = { definition: operationNamed("Median")!, inputData: { input_files: [] }, files: [] };
    const older = { operationVersion: current, recipe: runRecipe(plan, true) };
    expect(made(older, true)).toEqual({ ...today, byOlderConventions: true });
    expect(made(older)).toEqual({ ...today, byOlderConventions: true, outdated: true });
    expect(made({ status: "IN_PROGRESS" })).toBeNull();
  });

  it("shows a completed one with progress 1, no message and links that stay the same", () => {
    const run = runRecord({ status: "COMPLETED", progress: 0.9, message: "left over", output });
    const shown = view({ run });
    expect(shown).toMatchObject({ status: "COMPLETED", operation_progress: 1, message: "" });
    expect(shown.output).toEqual(view({ run }).output);
    expect(Object.keys(shown.output!.output_files![0]!)).toEqual([
      "basename",
      "source",
      "type",
      "large_url",
      "small_url",
      "fits_url",
    ]);
    expect(shown.output!.output_files![0]!.fits_url).toMatch(
      new RegExp(`^http://lab.example/files/7/${KEY}.fits\\?s=[\\w-]+$`),
    );
  });

  it("shows what people should know about a file", () => {
    const note = "The images are not aligned.";
    const noted = storedOutput({
      output_files: [{ basename: KEY, type: "image", files: [], note }],
      output_data: [],
      attachments: [],
    });
    const run = runRecord({ status: "COMPLETED", output: noted });
    expect(view({ run }).output).toEqual({ output_files: [{ basename: KEY, source: "datalab", type: "image", note }] });
  });

  it("gives two operations on one run links of their own", () => {
    const run = runRecord({ status: "COMPLETED", output });
    expect(view({ id: 8, run }).output).not.toEqual(view({ id: 7, run }).output);
    expect(view({ linkSalt: "other", run }).output).not.toEqual(view({ run }).output);
  });

  it.each([
    ["refused", "a.fits is not in the archive.", "refused"],
    ["cancelled", "Cancelled by ada.", "cancelled"],
    ["failed", "lost", "failed"],
  ] as const)("shows a %s one as failed with its text", (state, message, trueState) => {
    const shown = view({ state, message, run: null });
    expect(shown).toMatchObject({ status: "FAILED", message, output: null });
    expect(shown.trueState).toMatchObject({ state: trueState, canRetry: true, canCancel: false });
  });

  it("shows the cause of a failed run", () => {
    const shown = view({ run: runRecord({ status: "FAILED", errorMessage: "Median needs two files." }) });
    expect(shown).toMatchObject({ status: "FAILED", message: "Median needs two files." });
  });

  it("shows an operation whose result is gone as failed, never as completed without output", () => {
    expect(view({ run: null })).toMatchObject({ status: "FAILED", output: null });
  });

  it("has the members in the order of the REST answers", () => {
    expect(Object.keys(view())).toEqual([
      "id",
      "name",
      "status",
      "message",
      "operation_progress",
      "output",
      "input_data",
      "created",
      "trueState",
    ]);
  });
});

describe("stored output", () => {
  it("holds names, no paths and no links", () => {
    expect(JSON.stringify(output)).not.toMatch(/tmp|http/);
  });

  it("turns numbers JSON cannot hold into null and leaves empty lists out", () => {
    const stored = storedOutput({
      output_files: [],
      output_data: [{ mag: Number.NaN, flux: Number.POSITIVE_INFINITY, n: 1 }],
      attachments: [],
    });
    expect(stored).toEqual({ output_data: [{ mag: null, flux: null, n: 1 }] });
  });
});

describe("data of a result", () => {
  const source = { ra: 1, dec: 2 };
  const data = { target_coords: source, light_curve: [{ mag: 15 }], source, filter: "rp" };
  const run = (output_data: unknown[]) =>
    runRecord({ status: "COMPLETED", output: storedOutput({ output_files: [], output_data, attachments: [] }) });

  it("is told in the words of each operation's own request", () => {
    const inputData = { source: { ra: "1.0", dec: 2, name: "my star" }, input_files: [] };
    const shown = view({ name: "Light Curve", inputData, run: run([data]) });
    expect(shown.output).toEqual({
      output_data: [{ ...data, target_coords: inputData.source, source: inputData.source }],
    });
    const other = { target_positions: [{ ra: 1, dec: 2, name: "yours" }], input_files: [] };
    expect(view({ name: "Light Curve", inputData: other, run: run([data]) }).output?.output_data).toEqual([
      expect.objectContaining({ source: other.target_positions[0] }),
    ]);
  });

  it("has links of the operation's own where it shows a file, and none that a request writes into it", () => {
    const name = `${KEY}-1-diagnostic.jpg`;
    const inputData = { cluster: { name: fileLink("stolen") as unknown as string } };
    const shown = view({ name: "HR Diagram", inputData, run: run([{ images: { a: fileLink(name) }, cluster: {} }]) });
    const [item] = shown.output!.output_data as { images: { a: string } }[];
    expect(item!.images.a).toMatch(new RegExp(`^http://lab.example/files/7/${name}\\?s=[\\w-]+$`));
    expect(JSON.stringify(shown.output)).not.toContain("stolen");
  });

  it("stays as it is when the product no longer has the operation", () => {
    expect(view({ name: "Gone", run: run([data]) }).output).toEqual({ output_data: [data] });
  });
});
