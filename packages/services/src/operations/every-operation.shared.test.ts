import { readdirSync, readFileSync } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonValue } from "@datalab/db";
import { toAppError } from "@datalab/errors";
import { createPool } from "@datalab/kernels";
import {
  catalogue,
  executeOperation,
  type InputData,
  type OperationDefinition,
  operationTasks,
} from "@datalab/operations";
import { fileLinks, frameCache } from "@datalab/storage";
import { sharedData } from "@datalab/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../actor.ts";
import { failureOf, INTERNAL_ERROR } from "../runs/failure-texts.ts";
import { newSession } from "../testing/median.fixture.ts";
import { KEY, operationRecord, runRecord } from "../testing/records.fixture.ts";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";
import { operationView } from "./operation-view.ts";
import { storedOutput } from "./stored-output.ts";

const target = { ra: 150.01182419747195, dec: -19.991666666666667, name: "var" };
const unknown = { mag: Number.NaN, flux: Number.NaN, fluxError: Number.NaN };
const gaiaStar = {
  ...{ ...target, pmra: Number.NaN, pmraError: Number.NaN, pmdec: Number.NaN, pmdecError: Number.NaN },
  ...{ parallax: Number.NaN, parallaxError: Number.NaN, gMag: Number.NaN },
  ...{ distance: Number.NaN, distanceLow: Number.NaN, distanceHigh: Number.POSITIVE_INFINITY },
  synthetic: { g_sdss: unknown, r_sdss: unknown, i_sdss: unknown, z_sdss: unknown },
};

const gaia = { cone: async () => Array.from({ length: 12 }, () => gaiaStar) };
const conventions = { parity: false, wcsToEdge: 0.5 };
const links = fileLinks({ secret: "s".repeat(32), publicUrl: "http://lab.example" });

/** Every FITS file of the shared data by a name of its own. */
const files = new Map(
  ["frames", "real", "reference-files", "conformance/valid", "conformance/malformed"].flatMap((folder) =>
    readdirSync(sharedData(folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.fits(\.fz|\.gz)?$/.test(name))
      .map((name): [string, string] => [nameOf(folder, name), sharedData(join(folder, name))]),
  ),
);

/** The goldens ask for frames by their own names. */
function nameOf(folder: string, name: string): string {
  const plain = name.replace(/\.fits(\.fz|\.gz)?$/, "").replaceAll(/[^A-Za-z0-9._-]/g, "-");
  return folder.startsWith("conformance") ? `${folder.slice(12)}-${plain}-${name.split(".").at(-1)}` : plain;
}

const goldens = readdirSync(sharedData("golden"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => JSON.parse(readFileSync(sharedData(`golden/${name}/result.json`), "utf8")))
  .filter(({ kind }) => kind === "op") as { name: string; input: InputData }[];

let bench: WorkBench;
let person: Actor;
let dir: string;
const pool = createPool({ threads: 2, modules: [operationTasks] });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "datalab-walk-"));
  bench = await workBench();
  for (const name of files.keys()) bench.archive.put(name, { id: name });
  bench.archive.download = ({ basename }, path) => copyFile(files.get(basename)!, path);
  bench.engine.frameCache = await frameCache({ dir, maxBytes: 2e9 });
  bench.engine.execute = (execution) => executeOperation({ ...execution, pool, conventions, gaia });
  person = await bench.person("ada");
});
afterAll(async () => {
  await pool.close();
  await bench.close();
  await rm(dir, { recursive: true, force: true });
});

/** A request on these files, repeated where a list needs more. */
function requestOn(definition: OperationDefinition, names: readonly string[]): InputData {
  const entries = Object.entries(definition.wizard.inputs).map(([key, input]) => {
    if (input.type === "source") return [key, target];
    if (input.type === "target_positions") return [key, [60_000, 60_001].map((mjd) => ({ ...target, mjd }))];
    if (input.type !== "fits") return [key, input.default];
    const count = Math.max(input.minimum ?? 1, Math.min(names.length, input.maximum ?? names.length));
    const list = Array.from({ length: count }, (_, index) => ({
      basename: names[index % names.length],
      source: "archive",
      filter: input.filter_options?.[0] ?? "rp",
      ...(input.color_picker && { color: { r: 255, g: 128, b: 0 }, zmin: 100, zmax: 1000 }),
    }));
    return [key, list];
  });
  return Object.fromEntries(entries);
}

/** All frames of one kind (`…-ts-…`, `…-float-…`) together. */
function series(): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of files.keys()) {
    const kind = /-([a-z]+\d*)-\d+(-e91)?$/.exec(name)?.[1];
    if (kind) groups.set(kind, [...(groups.get(kind) ?? []), name]);
  }
  return [...groups.values()];
}

/** What JSON cannot carry would come back as something else. */
function expectPlainJson(answer: unknown) {
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
}

/** Computes without queue and database; the failure's text, or the output as a row would keep it. */
async function resultOn(definition: OperationDefinition, inputData: InputData, workDir: string) {
  try {
    const result = await executeOperation({
      ...{ definition, inputData, workDir, pool, conventions, gaia },
      key: KEY,
      openFrame: async ({ basename }) => ({ path: files.get(basename)! }),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    return { output: JSON.parse(JSON.stringify(storedOutput(result))) as JsonValue };
  } catch (thrown) {
    return { error: failureOf(toAppError(thrown)) };
  }
}

function expectTextForPeople(message: string, input: object) {
  expect({ input, message }).not.toMatchObject({ message: INTERNAL_ERROR });
  expect(message).not.toBe("");
}

async function expectAnswer(definition: OperationDefinition, input: InputData) {
  const workDir = await mkdtemp(join(dir, "run-"));
  const { output, error } = await resultOn(definition, input, workDir);
  await rm(workDir, { recursive: true });
  if (error) return expectTextForPeople(error.message, input);
  const inputData = input as JsonValue;
  const record = operationRecord({ name: definition.name, inputData, run: runRecord({ output }) });
  expectPlainJson(operationView(record, { links }));
}

describe.each(catalogue)("$name", (definition) => {
  it("on any file of the shared data gives output that can be read, or fails with a text for people", async () => {
    const names = files.keys();
    const lane = async () => {
      for (const name of names) await expectAnswer(definition, requestOn(definition, [name]));
    };
    await Promise.all([lane(), lane(), lane()]);
  }, 600_000);

  it("on series and on the reference's cases gives detail and list answers", async () => {
    const sessionId = await newSession(bench, person);
    const requests = [
      ...series().map((names) => requestOn(definition, names)),
      ...goldens.filter(({ name }) => name === definition.name).map(({ input }) => input),
    ];
    for (const input_data of requests) {
      const { id } = await bench.services.operations.submit(person, sessionId, { name: definition.name, input_data });
      await bench.work();
      const view = await bench.services.operations.get(person, sessionId, id);
      expect(["COMPLETED", "FAILED"]).toContain(view.status);
      expectPlainJson(view.output);
      if (view.status === "FAILED") expectTextForPeople(view.message, input_data);
    }
    const limit = requests.length;
    const page = await bench.services.operations.list(person, sessionId, { limit, offset: 0 });
    expect(page.results).toHaveLength(limit);
    expectPlainJson(page.results.map(({ output }) => output));
    const sessions = await bench.services.sessions.list(person, {}, { limit: 100, offset: 0 });
    expect(sessions.results.find(({ id }) => id === sessionId)?.operations).toHaveLength(limit);
  }, 600_000);
});
