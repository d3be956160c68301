import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { describeBlobStore } from "./blob-store.contract.ts";
import { folderStore } from "./folder-store.ts";

const folder = await mkdtemp(join(tmpdir(), "folder store-"));
afterAll(() => rm(folder, { recursive: true }));

describeBlobStore("folder store", async () => folderStore(folder));

it("removes what a killed process left half-written, not what another one writes now", async () => {
  const old = new Date(Date.now() - 2 * 3_600_000);
  for (const name of [".part-old", ".part-new"]) await writeFile(join(folder, name), "half");
  await utimes(join(folder, ".part-old"), old, old);
  await folderStore(folder).put(`${"b".repeat(64)}/b.fits`, Buffer.from("b"));
  const parts = (await readdir(folder)).filter((name) => name.startsWith(".part"));
  await rm(join(folder, ".part-new"));
  expect(parts).toEqual([".part-new"]);
});

it("leaves no half-written file behind when the source is missing", async () => {
  await expect(folderStore(folder).put(`${"a".repeat(64)}/a.fits`, join(folder, "nowhere"))).rejects.toThrow();
  expect((await readdir(folder)).filter((name) => name.startsWith(".part"))).toEqual([]);
});
