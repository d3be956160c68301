import { createHash } from "node:crypto";
import { readdir, readFile, readlink } from "node:fs/promises";
import { dirname } from "node:path";
import { createPool, type KernelPool } from "@datalab/kernels";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ContractFrames, contractFrames, contractGaia } from "../test/contract-frames.ts";
import { contractRequests } from "../test/contract-requests.ts";
import { runOperation, scratchFolder } from "../test/run-operation.ts";
import { availableOperations, catalogue, operationNamed } from "./catalogue.ts";
import { checkShape } from "./check-shape.ts";
import type { Execution } from "./execute.ts";
import type { InputData } from "./input-files.ts";
import type { OperationResult } from "./operation-result.ts";
import { operationTasks } from "./operation-tasks.ts";
import { resultKey } from "./result-key.ts";
import { validateInput } from "./validate-input.ts";

let frames: ContractFrames;
const one = createPool({ threads: 1, modules: [operationTasks] });
const four = createPool({ threads: 4, modules: [operationTasks] });

beforeAll(async () => {
  frames = await contractFrames();
});
afterAll(() => Promise.all([one.close(), four.close(), frames.remove()]));

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
async function fingerprint({ output_files, attachments, output_data }: OperationResult): Promise<unknown> {
  const files = [...output_files.flatMap((output) => output.files), ...attachments];
  const digest = async (path: string) =>
    createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  const digests = await Promise.all(files.map(async ({ name, path }) => [name, await digest(path)]));
  return { digests, data: output_data, notes: output_files.map(({ note }) => note) };
}

/** Files below a folder that this process has open, where the system tells. */
async function openFilesIn(folder: string): Promise<string[]> {
  const descriptors = await readdir("/proc/self/fd").catch(() => []);
  const paths = await Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => "")));
  return paths.filter((path) => path.startsWith(folder));
}

const valuesIn = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(valuesIn) : [value];

it("has a request for every operation", () => {
  expect(Object.keys(contractRequests).sort()).toEqual(catalogue.map(({ name }) => name).sort());
});

describe.each(catalogue)("the wizard of $name", ({ name, version }) => {
  it("can be drawn by a client", () => {
    const { description, category, inputs } = availableOperations()[name];
    expect(category).toBe("image");
    expect(Number.isInteger(version) && version > 0).toBe(true);
    for (const text of [description, ...Object.values(inputs).flatMap((input) => [input.name, input.description])]) {
      expect(text).toMatch(/^[^<>]+$/);
    }
    for (const [key, input] of Object.entries(inputs)) {
      expect(key).toMatch(/^[a-z_]+$/);
      expect(["fits", "source", "target_positions", "select", "float", "int", "string"]).toContain(input.type);
      if (input.type === "select") expect(input.options).toContain(input.default);
      if ("minimum" in input && "maximum" in input) expect(input.minimum).toBeLessThanOrEqual(Number(input.maximum));
    }
    expect(JSON.parse(JSON.stringify(inputs))).toEqual(inputs);
  });
});

const requests = Object.entries(contractRequests).flatMap(([name, byLabel]) =>
  Object.entries(byLabel).map(([label, input]) => ({ name, label, input: deepFreeze(input) })),
);

/** The pool, telling of each task before it starts. */
const watched = (pool: KernelPool, onTask: () => void): KernelPool => ({
  ...pool,
  run: (...task) => {
    onTask();
    return pool.run(...task);
  },
  call: (...task) => {
    onTask();
    return pool.call(...task);
  },
});

describe.each(requests)("$name, $label", ({ name, input }) => {
  const definition = operationNamed(name)!;
  const key = resultKey(definition, input);
  const run = (request: InputData, pool: KernelPool, changes: Partial<Execution> = {}) =>
    runOperation(definition, request, frames.files, pool, { gaia: contractGaia, ...changes });

  let first: ReturnType<typeof runFirst> | undefined;
  /** The run on one thread that several tests look at. */
  const firstRun = () => (first ??= runFirst());
  async function runFirst() {
    const published: OperationResult[] = [];
    const { result, progress } = await run(input, one, { onOutput: (partial) => published.push(partial) });
    return { result, progress, published, print: await fingerprint(result) };
  }

  /** Runs, calling back before each file is opened and each task is started. */
  function runInSteps(onStep: (step: number) => void, changes: Partial<Execution> = {}) {
    let steps = 0;
    const next = () => onStep(steps++);
    const openFrame: Execution["openFrame"] = async ({ basename: file }) => {
      next();
      return { path: frames.files.get(file) ?? "" };
    };
    return run(input, watched(four, next), { ...changes, openFrame });
  }

  it("is what the wizard asks for", () => {
    expect(() => checkShape(definition, input)).not.toThrow();
    expect(() => validateInput(definition, input)).not.toThrow();
  });

  it("reports progress for people that never goes back, starts near 0 and is 1 once, at the end", async () => {
    const { progress } = await firstRun();
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions[0]).toBeLessThan(0.3);
    expect(fractions.filter((fraction) => fraction === 1)).toHaveLength(1);
    expect(progress.slice(0, -1).filter(({ message }) => !/^\p{Lu}.{5}/u.test(message))).toEqual([]);
    expect(progress.at(-1)).toEqual({ fraction: 1, message: "" });
  });

  it("produces files named by its key in its own folder, and JSON without holes", async () => {
    const { result } = await firstRun();
    expect(result.output_files.length + result.output_data.length).toBeGreaterThan(0);
    const files = [...result.output_files.flatMap((output) => output.files), ...result.attachments];
    expect(new Set(files.map(({ path }) => dirname(path))).size).toBeLessThanOrEqual(1);
    for (const { basename: produced, files: own } of result.output_files) {
      expect(produced).toMatch(new RegExp(`^${key}(-[1-9][0-9]*)?$`));
      for (const file of own) expect(file.name.startsWith(produced)).toBe(true);
    }
    expect(new Set(files.map((file) => file.name)).size).toBe(files.length);
    for (const file of files) {
      expect(file.name.startsWith(key)).toBe(true);
      expect(file.contentType).toMatch(/^(application\/fits|image\/(jpeg|tiff))$/);
    }
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    expect(valuesIn(result.output_data).filter((value) => /^-?(NaN|Infinity)$/.test(String(value)))).toEqual([]);
  });

  it("publishes each output as it is complete", async () => {
    const { result, published } = await firstRun();
    expect(published).toHaveLength(result.output_files.length + result.output_data.length);
    expect(published.at(-1)).toEqual(result);
  });

  it("ends as cancelled wherever it is stopped, and nothing of it goes on", async () => {
    let total = 0;
    await runInSteps((step) => {
      total = step + 1;
    });
    const phases = [0, 0.2, 0.4, 0.6, 0.8, 1].map((part) => Math.round(part * (total - 1)));
    for (const phase of new Set(phases)) {
      const controller = new AbortController();
      const { signal } = controller;
      const workDir = await scratchFolder();
      const onStep = (step: number) => step === phase && controller.abort();
      await expect(runInSteps(onStep, { signal, workDir })).rejects.toMatchObject({ kind: "cancelled" });
      const left = await readdir(workDir, { recursive: true });
      expect(await openFilesIn(workDir)).toEqual([]);
      await new Promise((done) => setTimeout(done, 20)); // long enough for a task of frames as small as these
      expect(await readdir(workDir, { recursive: true })).toEqual(left);
    }
  });

  it("does nothing when it was cancelled before it began", async () => {
    const workDir = await scratchFolder();
    const changes = { signal: AbortSignal.abort(), workDir };
    await expect(run(input, one, changes)).rejects.toMatchObject({ kind: "cancelled" });
    expect(await readdir(workDir)).toEqual([]);
  });

  it("has one key, and the same bytes on one thread and on four, whatever the order of its lists", async () => {
    const reversed = deepFreeze(reversedLists(input));
    expect(resultKey(definition, reversed)).toBe(key);
    const { print } = await firstRun();
    expect(await fingerprint((await run(reversed, four)).result)).toEqual(print);
  });
});
