import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { greyLimits, greyTable, loadKernels } from "./browser.ts";
import { greyRow } from "./grey.ts";

/** Modules that are loaded at run time with this one, by their specifiers. */
async function importsOf(file: URL, seen = new Set<string>()): Promise<Set<string>> {
  const source = await readFile(file, "utf8");
  const statements = source.matchAll(/^(?:import|export) (?!type\b)[^;]*?from "([^"]+)";|\bimport\("([^"]+)"\)/gm);
  for (const [, from, dynamic] of statements) {
    const specifier = from ?? dynamic;
    const isOurs = specifier.startsWith(".");
    const name = isOurs ? new URL(specifier, file).href : specifier;
    if (seen.has(name)) continue;
    seen.add(name);
    if (isOurs) await importsOf(new URL(specifier, file), seen);
  }
  return seen;
}

it("the browser's entry loads nothing but its own files", async () => {
  const loaded = [...(await importsOf(new URL("browser.ts", import.meta.url)))];
  expect(loaded.length).toBeGreaterThan(4);
  expect(loaded.filter((name) => !name.startsWith("file:"))).toEqual([]);
  const throughPool = await importsOf(new URL("pool.ts", import.meta.url));
  expect([...throughPool]).toContain("node:worker_threads");
});

it("the kernels need nothing from their host and work from bare bytes", async () => {
  const bytes = await readFile(new URL("../dist/kernels.wasm", import.meta.url));
  expect(WebAssembly.Module.imports(await WebAssembly.compile(bytes))).toEqual([]);
  const kernels = await loadKernels(bytes);
  const row = Float32Array.from({ length: 50 }, (_, x) => x * 7 - 20);
  const { zmin, zmax } = greyLimits(0, 255);
  const table = kernels.put(greyTable());
  const target = kernels.allocate(row.length + 16);
  kernels.exports.greyRow(kernels.put(row), row.length, zmin, zmax, table, target);
  const expected = new Uint8Array(row.length);
  greyRow(row, zmin, zmax, expected);
  expect(kernels.bytes(target, row.length)).toEqual(expected);
});
