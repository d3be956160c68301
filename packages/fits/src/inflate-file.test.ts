import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inflateFile } from "./inflate-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inflate-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inflate(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  await writeFile(join(folder, "in.gz"), bytes);
  await inflateFile(join(folder, "in.gz"), join(folder, "out.fits"), maxBytes);
  return readFile(join(folder, "out.fits"));
}

describe("inflateFile", () => {
  it("unpacks a file, one of several gzip members too", async () => {
    const packed = Buffer.concat([gzipSync("SIMPLE"), gzipSync("  = T")]);
    expect(String(await inflate(packed, 1000))).toBe("SIMPLE  = T");
  });

  it.each([
    ["fits.too_large", "larger than allowed", gzipSync(Buffer.alloc(2000)), 1000],
    ["fits.too_large", "a bomb", gzipSync(Buffer.alloc(80 * 2 ** 20)), 2 ** 40],
    ["fits.bad_gzip", "cut short", gzipSync(Buffer.alloc(2000)).subarray(0, 15), 5000],
    ["fits.bad_gzip", "damaged", Buffer.concat([gzipSync("abc").subarray(0, 15), Buffer.alloc(8)]), 5000],
  ])("answers %s for one %s and leaves nothing behind", async (code, _, bytes, limit) => {
    await rm(join(folder, "out.fits"), { force: true });
    await expect(inflate(bytes, limit)).rejects.toMatchObject({ code });
    await expect(access(join(folder, "out.fits"))).rejects.toThrow();
  });
});
