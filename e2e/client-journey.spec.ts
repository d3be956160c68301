import type { Product } from "@datalab/testkit";
import { tokenHeaders } from "./rest-client.ts";
import { expect, test } from "./test.ts";

/** What the existing client knows of an image. */
interface Item {
  basename: string;
  source: string;
  filter?: string;
  [more: string]: unknown;
}

interface Operation {
  id: number;
  name: string;
  status: string;
  message: string;
  operation_progress: number;
  output: { output_files?: Item[]; output_data?: unknown[] } | null;
  input_data: Record<string, unknown>;
}

/** The existing client, without its screen: its calls, its headers, and the members that it keeps in what it sends. */
function webClient({ url, admin }: Product) {
  const headers = { ...tokenHeaders(admin.token), Accept: "application/json", Origin: "https://client.example" };
  return async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(`${url}/api/${path}`, { method, headers, body: body ? JSON.stringify(body) : null });
    const text = await response.text();
    expect(response.ok, `${method} ${path}: ${response.status} ${text}`).toBe(true);
    // The client takes an answer without its length as empty.
    const length = response.headers.get("content-length");
    expect(response.status === 204 || Number(length) === Buffer.byteLength(text), path).toBe(true);
    return text === "" ? null : JSON.parse(text);
  };
}

type Call = ReturnType<typeof webClient>;

/** Asks as often as the timer would until it is finished; a poll never shows a result that later differs. */
async function finished(call: Call, path: string): Promise<Operation> {
  const seen: Operation[] = [];
  const poll = async () => {
    seen.push(await call("GET", path));
    return seen.at(-1)!.status;
  };
  await expect.poll(poll, { timeout: 90_000, intervals: [200, 500] }).toMatch(/^(COMPLETED|FAILED)$/);
  const last = seen.at(-1)!;
  for (const { status, output, operation_progress } of seen) {
    expect(["IN_PROGRESS", last.status]).toContain(status);
    expect(operation_progress).toBeLessThanOrEqual(1);
    const shown = output?.output_files ?? [];
    expect(last.output?.output_files?.slice(0, shown.length) ?? []).toEqual(shown);
  }
  return last;
}

/** An image that was opened in the client's analysis view. */
const opened = (item: Item, n: number): Item => ({ ...item, largeCachedUrl: `blob:https://client.example/${n}` });

/** An operation's output as the client offers it as an input. */
const asInput = ({ output, id, name, input_data }: Operation): Item => ({
  ...output!.output_files![0]!,
  operation: id,
  operationIndex: 1,
  operationName: name,
  operationInputData: input_data,
  largeCachedUrl: "blob:https://client.example/output",
});

const target = { name: "SIM V1", ra: 80.9862, dec: -24.5172 };
const radii = { aperture_radius: 4, annulus_inner_radius: 8, annulus_outer_radius: 14 };

/** By operation, `input_data` as the client's wizard sends it; the hidden numbers of comparison stars are never sent. */
function journeys(frames: Item[], median: Item): Record<string, Record<string, unknown>> {
  const series = frames.filter(({ filter }) => filter === "rp").map(opened);
  const lastIn = (filter: string) => frames.findLast((frame) => frame.filter === filter)!;
  const channel = (filter: string, color: object) => ({ ...lastIn(filter), color, zmin: 150, zmax: 600 });
  const positions = [0, 11].map((n) => ({
    ra: target.ra,
    dec: target.dec,
    mjd: series[n]!.mjd_obs ?? 61_050 + n / 100,
  }));
  return {
    "Aperture Photometry": { source: target, input_files: series, ...radii },
    "Moving Target Aperture Photometry": { target_positions: positions, input_files: series, ...radii },
    "Non-Sidereal Aperture Photometry": { input_files: series, ...radii },
    "Color Image": {
      color_channels: [
        channel("ip", { r: 255, g: 0, b: 0 }),
        channel("rp", { r: 0, g: 255, b: 0 }),
        channel("gp", { r: 0, g: 0, b: 255 }),
      ],
    },
    "HR Diagram": {
      blue_filter_files: [lastIn("gp")],
      red_filter_files: [lastIn("rp")],
      cluster: { name: "SIM cluster", ra: "81.0", dec: "-24.52" },
      search_radius_arcmin: 4,
    },
    "Light Curve": { source: target, input_files: series },
    Median: { input_files: [median, ...series.slice(0, 2)] },
    Normalization: { input_files: series.slice(0, 2) },
    Stacking: { input_files: series.slice(0, 3), stacking_mode: "simple" },
    Subtraction: { input_files: series.slice(0, 2), subtraction_file: [median] },
    "Variable Star": { source: { ...target, ra: "80.9862", dec: "-24.5172" }, input_files: series },
  };
}

/** What cannot be done with these frames, and the text that the client shows then. */
const refused: Record<string, RegExp> = {
  "Non-Sidereal Aperture Photometry": /^These frames were tracked on the stars/,
};

test("the existing client creates a session, runs every operation it is offered, and clears up", async ({
  product,
}) => {
  test.setTimeout(600_000);
  const call = webClient(product);
  const { results } = await call("GET", "datasessions/");
  const frames: Item[] = results.find(({ name }: { name: string }) => name === "Demo night").input_data;

  const { id } = await call("POST", "datasessions/", { name: "journey", input_data: frames.slice(0, 2) });
  const patched = await call("PATCH", `datasessions/${id}/`, { name: "journey", input_data: frames });
  expect(patched.id).toBe(id);
  expect((await call("GET", `datasessions/${id}/`)).input_data).toEqual(frames);

  const operations = `datasessions/${id}/operations/`;
  const start = async (name: string, input_data: object): Promise<Operation> => {
    await call("POST", operations, { name, input_data });
    const listed: Operation[] = (await call("GET", operations)).results;
    return listed.at(-1)!;
  };
  const first = await start("Median", { input_files: frames.slice(0, 3) });
  const median = asInput(await finished(call, `${operations}${first.id}/`));

  const offered = await call("GET", "available_operations/");
  const bodies = journeys(frames, median);
  expect(Object.keys(bodies)).toEqual(Object.keys(offered));
  const started: Operation[] = [];
  for (const [name, input_data] of Object.entries(bodies)) {
    const operation = await start(name, input_data);
    expect(operation.name).toBe(name);
    expect(sortedLists(operation.input_data), name).toEqual(sortedLists(input_data));
    started.push(operation);
  }
  for (const operation of started) {
    const done = await finished(call, `${operations}${operation.id}/`);
    if (operation.name in refused) {
      const message = expect.stringMatching(refused[operation.name]!);
      expect(done, operation.name).toMatchObject({ status: "FAILED", output: null, message });
      continue;
    }
    expect(done, operation.name).toMatchObject({ status: "COMPLETED", operation_progress: 1, message: "" });
    const { output_files = [], output_data = [] } = done.output!;
    expect(output_files.length + output_data.length, operation.name).toBeGreaterThan(0);
    for (const file of output_files) expect(file).toMatchObject({ source: "datalab", basename: expect.any(String) });
  }

  const listed: Operation[] = (await call("GET", operations)).results;
  expect(listed.map((operation) => operation.id)).toEqual([first.id, ...started.map((operation) => operation.id)]);
  const inSession = (await call("GET", "datasessions/")).results.find((session: { id: number }) => session.id === id);
  expect(inSession.operations).toEqual(listed);

  const dependents = [first, ...started.filter(({ name }) => name === "Median" || name === "Subtraction")];
  const ids = dependents.map((operation) => operation.id);
  expect(await call("POST", `${operations}bulk_delete/`, { ids })).toEqual({ deleted: ids.length });
  expect((await call("GET", operations)).results).toHaveLength(listed.length - ids.length);
  expect(await call("DELETE", `datasessions/${id}`)).toBeNull();
});

/** The service sorts lists of files by basename; every member stays. */
function sortedLists(input: Record<string, unknown>): Record<string, unknown> {
  const sorted = (value: unknown) =>
    Array.isArray(value) && value.every((item) => item.basename)
      ? value.toSorted((a: Item, b: Item) => (a.basename < b.basename ? -1 : 1))
      : value;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, sorted(value)]));
}
