import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { createPool } from "@datalab/kernels";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runOperation } from "../test/run-operation.ts";
import { type SyntheticFrames, syntheticFrames } from "../test/synthetic-frames.ts";
import { availableOperations, catalogue } from "./catalogue.ts";
import { checkShape } from "./check-shape.ts";
import type { OperationDefinition } from "./define.ts";
import type { InputData } from "./input-files.ts";
import type { OperationResult } from "./operation-result.ts";
import { resultKey } from "./result-key.ts";
import { validateInput } from "./validate-input.ts";
import type { WizardInput } from "./wizard.ts";

let frames: SyntheticFrames;
const one = createPool({ threads: 1 });
const four = createPool({ threads: 4 });

beforeAll(async () => {
  frames = await syntheticFrames();
});
afterAll(() => Promise.all([one.close(), four.close(), frames.remove()]));

/** A request with the least an operation asks for, made from its wizard. */
function sampleInput(definition: OperationDefinition): InputData {
  const entries = Object.entries(definition.wizard.inputs).map(([key, input]) => [key, sampleValue(input)]);
  return deepFreeze(Object.fromEntries(entries));
}

function sampleValue(input: WizardInput): unknown {
  switch (input.type) {
    case "fits":
      return frames.names.slice(0, Math.max(2, input.minimum ?? 1)).map((name) => ({
        basename: name,
        source: "archive",
        filter: input.filter_options?.[0] ?? "rp",
        ...(input.color_picker && { color: { r: 255, g: 0, b: 0 } }),
        ...(input.include_custom_scale && { zmin: 0, zmax: 1000 }),
      }));
    case "source":
      return { ...frames.centre, name: "a name" };
    case "select":
    case "string":
      return input.default;
    default:
      return input.default ?? input.minimum ?? 1;
  }
}

function reversedLists(input: InputData): InputData {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, Array.isArray(value) ? [...value].reverse() : value]),
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** Names, data and the bytes of every file: equal for equal results. */
async function fingerprint(result: OperationResult): Promise<unknown> {
  const files = result.output_files.flatMap((output) => output.files);
  const digest = async (path: string) =>
    createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  const digests = await Promise.all(files.map(async ({ name, path }) => [name, await digest(path)]));
  return { digests, data: result.output_data };
}

describe.each(catalogue)("$name", (definition) => {
  const run = (input: InputData, pool = one, changes = {}) =>
    runOperation(definition, input, frames.files, pool, changes);

  it("has a wizard a client can draw", () => {
    const { name, description, category, inputs } = availableOperations()[definition.name];
    expect([name, category]).toEqual([definition.name, "image"]);
    expect(Number.isInteger(definition.version) && definition.version > 0).toBe(true);
    for (const text of [description, ...Object.values(inputs).flatMap((input) => [input.name, input.description])]) {
      expect(text).toMatch(/^[^<>]+$/);
    }
    for (const [key, input] of Object.entries(inputs)) {
      expect(key).toMatch(/^[a-z_]+$/);
      expect(["fits", "source", "select", "float", "int", "string"]).toContain(input.type);
      if (input.type === "select") expect(input.options).toContain(input.default);
      if ("minimum" in input && "maximum" in input) expect(input.minimum).toBeLessThanOrEqual(Number(input.maximum));
    }
    expect(JSON.parse(JSON.stringify(inputs))).toEqual(inputs);
  });

  it("takes what its wizard asks for", () => {
    const input = sampleInput(definition);
    expect(() => checkShape(definition, input)).not.toThrow();
    expect(() => validateInput(definition, input)).not.toThrow();
  });

  it("reports progress that never goes back, starts near 0 and is 1 once, at the end", async () => {
    const { progress } = await run(sampleInput(definition));
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions[0]).toBeLessThan(0.2);
    expect(fractions.filter((fraction) => fraction === 1)).toHaveLength(1);
    expect(progress.at(-1)).toEqual({ fraction: 1, message: "" });
  });

  it("produces files named by its key in its own folder, and JSON without holes", async () => {
    const input = sampleInput(definition);
    const key = resultKey(definition, input);
    const { result } = await run(input);
    expect(result.output_files.length + result.output_data.length).toBeGreaterThan(0);
    const folders = new Set(result.output_files.flatMap((output) => output.files).map((file) => dirname(file.path)));
    expect(folders.size).toBeLessThanOrEqual(1);
    for (const output of result.output_files) {
      expect(output.basename).toMatch(new RegExp(`^${key}(-[1-9][0-9]*)?$`));
      for (const file of output.files) {
        expect(file.name.startsWith(output.basename)).toBe(true);
        expect(basename(file.path)).toBe(file.name);
        expect(file.contentType).toMatch(/^(application\/fits|image\/(jpeg|tiff))$/);
      }
    }
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it("publishes each output as it is complete", async () => {
    const published: OperationResult[] = [];
    const { result } = await run(sampleInput(definition), one, {
      onOutput: (partial: OperationResult) => published.push(partial),
    });
    expect(published).toHaveLength(result.output_files.length + result.output_data.length);
    expect(published.at(-1)).toEqual(result);
  });

  it("stops when it is cancelled, before and while it runs", async () => {
    const input = sampleInput(definition);
    await expect(run(input, one, { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: "cancelled" });
    const controller = new AbortController();
    const changes = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(run(input, one, changes)).rejects.toMatchObject({ kind: "cancelled" });
  });

  it("gives the same bytes on one thread as on four, whatever the order of its files", async () => {
    const input = sampleInput(definition);
    const expected = await fingerprint((await run(input)).result);
    expect(await fingerprint((await run(input, four)).result)).toEqual(expected);
    expect(await fingerprint((await run(reversedLists(input), four)).result)).toEqual(expected);
  });
});
