import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { batches } from "./batches.ts";
import { type LargeAnswers, LIGHT_BYTES, largeAnswers, spooledIfLarge } from "./large-answers.ts";

let dir: string;
let large: LargeAnswers;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "datalab-large-"));
  large = largeAnswers(join(dir, "answers"));
});
afterAll(() => rm(dir, { recursive: true }));

async function* pieces(count: number, bytes: number) {
  for (let n = 0; n < count; n++) yield new Uint8Array(bytes).fill(n);
}

it("holds a small answer in memory and joins its pieces", async () => {
  const { json, spooled, pieces: left } = await spooledIfLarge({ status: 200, pieces: pieces(3, 2) }, large);
  expect([spooled, left]).toEqual([undefined, undefined]);
  expect([...json!]).toEqual([0, 0, 1, 1, 2, 2]);
});

it("puts a large one into a file that has no name, with its length and the digest of its bytes", async () => {
  const { json, spooled } = await spooledIfLarge({ status: 200, pieces: pieces(5, LIGHT_BYTES / 2) }, large);
  expect(json).toBeUndefined();
  expect(spooled!.bytes).toBe(5 * (LIGHT_BYTES / 2));
  expect(await readdir(large.dir)).toEqual([]);
  const bytes = Buffer.from(await new Response(spooled!.stream).arrayBuffer());
  expect(bytes.byteLength).toBe(spooled!.bytes);
  expect(createHash("sha1").update(bytes).digest("base64url")).toBe(spooled!.tag);
});

it("leaves answers without content as they are", async () => {
  expect(await spooledIfLarge({ status: 204 }, large)).toEqual({ status: 204 });
});

it("batches neighbours up to a limit, and what is larger alone", () => {
  const sizes = [3, 3, 3, 20, 1, 9, 1].map((bytes) => ({ bytes }));
  const groups = batches(sizes, 10).map((group) => group.map(({ bytes }) => bytes));
  expect(groups).toEqual([[3, 3, 3], [20], [1, 9], [1]]);
});
