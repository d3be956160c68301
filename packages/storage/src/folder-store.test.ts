import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { describeBlobStore } from "./blob-store.contract.ts";
import { folderStore } from "./folder-store.ts";

const folder = await mkdtemp(join(tmpdir(), "folder store-"));
afterAll(() => rm(folder, { recursive: true }));

describeBlobStore("folder store", async () => folderStore(folder));

it("leaves no half-written file behind when the source is missing", async () => {
  await expect(folderStore(folder).put(`${"a".repeat(64)}/a.fits`, join(folder, "nowhere"))).rejects.toThrow();
  expect((await readdir(folder)).filter((name) => name.startsWith(".part"))).toEqual([]);
});
