import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BlobStore, sha256Of } from "./blob-store.ts";

const bytesOf = async (stream: Readable) => Buffer.concat(await stream.toArray());

/** What every blob store must do; each implementation runs it. */
export function describeBlobStore(name: string, open: () => Promise<BlobStore>) {
  describe(name, () => {
    const key = randomBytes(32).toString("hex");
    let store: BlobStore;
    let folder: string;

    beforeAll(async () => {
      store = await open();
      folder = await mkdtemp(join(tmpdir(), "blob-"));
    });
    afterAll(async () => {
      await store?.delete(await store.list(key));
      await rm(folder, { recursive: true, force: true });
    });

    it("answers that it is there", async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });

    it("keeps bytes and tells their size, type and sha256", async () => {
      const stored = await store.put(`${key}/${key}-large.jpg`, Buffer.from("picture"));
      expect(stored).toEqual({ size: 7, sha256: await sha256Of(Buffer.from("picture")) });
      const body = await store.get(`${key}/${key}-large.jpg`);
      expect(body).toMatchObject({ size: 7, contentType: "image/jpeg" });
      expect(String(await bytesOf(body.stream))).toBe("picture");
      expect(await store.head(`${key}/${key}-large.jpg`)).toEqual({ size: 7, contentType: "image/jpeg" });
    });

    it("keeps a file of several parts, and gives any range of it", async () => {
      const content = randomBytes(12_000_000);
      const path = join(folder, "source");
      await writeFile(path, content);
      const stored = await store.put(`${key}/${key}.fits`, path);
      expect(stored).toEqual({ size: content.length, sha256: await sha256Of(content) });
      await rm(path);
      const body = await store.get(`${key}/${key}.fits`, { start: 5_999_999, end: 6_000_001 });
      expect(body).toMatchObject({ size: content.length, range: { start: 5_999_999, end: 6_000_001 } });
      expect(await bytesOf(body.stream)).toEqual(content.subarray(5_999_999, 6_000_002));
      const tail = await store.get(`${key}/${key}.fits`, { start: content.length - 2, end: content.length + 99 });
      expect(tail.range).toEqual({ start: content.length - 2, end: content.length - 1 });
      tail.stream.destroy();
    });

    it("refuses a range behind the end", async () => {
      await expect(store.get(`${key}/${key}-large.jpg`, { start: 7, end: 9 })).rejects.toMatchObject({
        code: "storage.bad_range",
      });
    });

    it("replaces an object", async () => {
      await store.put(`${key}/a.json`, Buffer.from("one"));
      await store.put(`${key}/a.json`, Buffer.from("two"));
      expect(String(await bytesOf((await store.get(`${key}/a.json`)).stream))).toBe("two");
    });

    it("lists the objects of a result, deletes them, and forgets them", async () => {
      const names = [`${key}-large.jpg`, `${key}.fits`, "a.json"];
      expect(await store.list(key)).toEqual(names.map((name) => `${key}/${name}`).sort());
      await store.delete([`${key}/a.json`, `${key}/never-there.json`]);
      expect(await store.list(key)).not.toContain(`${key}/a.json`);
      await expect(store.get(`${key}/a.json`)).rejects.toMatchObject({
        kind: "notFound",
        code: "storage.no_such_object",
      });
      await expect(store.head(`${key}/a.json`)).rejects.toMatchObject({ kind: "notFound" });
    });

    it.each([
      "",
      "x",
      `${key}`,
      `${key}/`,
      `${key}/../secret`,
      `${key}/.hidden`,
      `${key}/a/b`,
      `/${key}/a`,
      `${key}/a\0`,
    ])("refuses the key %j", async (bad) => {
      await expect(store.put(bad, Buffer.from("x"))).rejects.toMatchObject({ code: "storage.bad_key" });
      await expect(store.get(bad)).rejects.toMatchObject({ code: "storage.bad_key" });
    });
  });
}
