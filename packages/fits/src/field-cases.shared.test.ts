import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { fileSource } from "./byte-source.ts";
import { runCli } from "./cli/run-cli.ts";
import { type FieldOutcome, fieldOutcomes, fieldWords } from "./field-outcomes.fixture.ts";
import { openFits } from "./open-fits.ts";
import { wcsFromHeader } from "./wcs/wcs.ts";

const field = fileURLToPath(new URL("../../../../shared/data/field/", import.meta.url));
const fileOf = (name: string) => `${field}${name}/${name}.fits`;

interface Expectation {
  cli?: string[];
  request?: object;
  expected: { match?: string; pixels?: number[]; read?: boolean; or_refused?: boolean; also_right?: string };
}

const folders = readdirSync(field, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function expectationOf(name: string): Expectation | undefined {
  const path = `${field}${name}/expected.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

const ofTheCommand = folders.filter((name) => expectationOf(name)?.cli);
const rightAlready = folders.filter((name) => !expectationOf(name));

function collect(into: Buffer[]): Writable {
  return new Writable({
    write(chunk, _, done) {
      into.push(Buffer.from(chunk));
      done();
    },
  });
}

async function fits(...words: string[]): Promise<{ code: number; out: Buffer; words: string }> {
  const parts: Buffer[][] = [[], []];
  const [out, err] = parts.map(collect);
  const code = await runCli(words, { out, err });
  return { code, out: Buffer.concat(parts[0]), words: Buffer.concat(parts.flat()).toString() };
}

async function pixels(name: string, hdu: number): Promise<Float64Array> {
  const { code, out, words } = await fits("pixels", fileOf(name), String(hdu), "-");
  expect(code, words).toBe(0);
  return new Float64Array(Uint8Array.from(out).buffer);
}

it("every folder is known to a test here or is a request of the service", () => {
  const services = folders.filter((name) => expectationOf(name)?.request);
  expect([...Object.keys(fieldWords), ...Object.keys(fieldOutcomes), ...services].toSorted()).toEqual(
    folders.toSorted(),
  );
});

describe("what the command answers", () => {
  it.each(ofTheCommand)("%s", async (name) => {
    const { cli = [], expected } = expectationOf(name) as Expectation;
    const { code, out, words } = await fits(...cli.map((word) => (word === "FILE" ? fileOf(name) : word)));
    expect(words).toContain(fieldWords[name]);
    if (code !== 0) {
      expect(expected.or_refused, words).toBe(true);
      expect(words).toMatch(/^fits: HDU \d/m);
      return;
    }
    if (expected.match && !(expected.also_right && words.includes("no sky: ")))
      expect(words).toMatch(new RegExp(expected.match));
    if (expected.pixels) {
      const values = new Float64Array(Uint8Array.from(out).buffer);
      expect([...values.subarray(0, expected.pixels.length)]).toEqual(expected.pixels);
    }
    expect(expected.match ?? expected.pixels ?? expected.read, "an answer is allowed").toBeDefined();
  });
});

describe("what was right stays right", () => {
  it.each(rightAlready)("%s", async (name) => {
    const outcome = fieldOutcomes[name];
    for (const command of ["info", "verify"]) {
      const { code, words } = await fits(command, fileOf(name));
      expect(code, words).toBe(outcome.refused ? 1 : 0);
      if (outcome.refused) expect(words).toContain(outcome.refused);
    }
    if (!outcome.refused) await expectReading(name, outcome);
  });
});

async function expectReading(name: string, { image, table, note, sky, cards = {} }: FieldOutcome): Promise<void> {
  const [info, verified] = [await fits("info", fileOf(name)), await fits("verify", fileOf(name))];
  expect(verified.words).toMatch(/^sound: \d HDUs?$/m);
  if (note) expect(verified.words).toContain(note);
  if (table !== undefined) expect((await fits("table", fileOf(name), "1")).words).toBe(table);
  if (image) {
    expect(info.words).toContain(`: ${image.shape} `);
    const values = await pixels(name, image.hdu ?? 0);
    expect([...values.subarray(0, 3)]).toEqual(image.first);
    expect(values.filter(Number.isNaN)).toHaveLength(image.missing ?? 0);
    const sum = values.reduce((total, value) => (Number.isNaN(value) ? total : total + value), 0);
    expect(Math.abs(sum - image.sum)).toBeLessThanOrEqual(1e-12 * Math.abs(image.sum));
  }
  if (typeof sky === "string") expect(info.words).toMatch(/^ {2}no sky: /m);
  if (typeof sky === "string") expect(info.words).toContain(sky);
  await expectHeader(name, Array.isArray(sky) ? sky : [], cards);
}

async function expectHeader(name: string, sky: [number, number][], cards: Record<string, unknown>): Promise<void> {
  const source = await fileSource(fileOf(name));
  try {
    const { hdus } = await openFits(source);
    for (const [keyword, value] of Object.entries(cards)) expect(hdus[0].header.get(keyword), keyword).toEqual(value);
    const wcs = wcsFromHeader(hdus[0].header);
    expect(wcs === undefined).toBe(sky.length === 0);
    for (const [index, [ra, dec]] of sky.entries()) {
      const [ours, theirs] = [wcs?.toSky(20 * index, 5 * index) ?? [], [ra, dec]];
      for (const axis of [0, 1]) expect(Math.abs(ours[axis] - theirs[axis])).toBeLessThan(1e-11);
    }
  } finally {
    await source.close();
  }
}
