import { describe, expect, it } from "vitest";
import { type HttpAnswer, httpSource } from "./http-source.ts";
import { openFits } from "./open-fits.ts";
import { imageLayout } from "./read-image-layout.ts";
import { readRows } from "./read-rows.ts";
import { formatFits } from "./write/write-fits.ts";

const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => i % 251);

/** A server of one file; `spoil` changes its answers. */
function server(file: Uint8Array, spoil: (answer: HttpAnswer) => Partial<HttpAnswer> = () => ({})) {
  const asked: string[] = [];
  async function fetch(_url: string, { headers }: { headers: Record<string, string> }): Promise<HttpAnswer> {
    asked.push(headers.Range);
    const [start, last] = headers.Range.slice(6).split("-").map(Number);
    const part = Uint8Array.from(file.subarray(start, last + 1));
    const range = `bytes ${start}-${start + part.length - 1}/${file.length}`;
    const answer: HttpAnswer = {
      status: 206,
      headers: { get: (name) => (name === "content-range" ? range : null) },
      arrayBuffer: async () => part.buffer,
    };
    return { ...answer, ...spoil(answer) };
  }
  return { fetch, asked };
}

describe("httpSource", () => {
  it("knows the size and reads any range", async () => {
    const { fetch } = server(bytes);
    const source = await httpSource("https://archive/frame", { fetch, blockBytes: 512, blocks: 3 });
    expect(source.size).toBe(10_000);
    for (const [offset, length] of [
      [0, 10_000],
      [500, 30],
      [9_999, 1],
      [1_024, 512],
      [4_000, 0],
      [100, 5_000],
    ]) {
      expect(await source.read(offset, length)).toEqual(bytes.slice(offset, offset + length));
    }
  });

  it("asks for whole blocks once, and for neighbours together", async () => {
    const { fetch, asked } = server(bytes);
    const source = await httpSource("https://archive/frame", { fetch, blockBytes: 1000 });
    await source.read(10, 20);
    await source.read(2_500, 2_000);
    await source.read(3_000, 10);
    await source.read(1_900, 3_500);
    expect(asked).toEqual(["bytes=0-999", "bytes=2000-4999", "bytes=1000-1999", "bytes=5000-5999"]);
  });

  it("opens a frame and reads some of its rows without reading the rest", async () => {
    const pixels = Int32Array.from({ length: 512 * 512 }, (_, i) => (i * 7919) % 2 ** 20);
    const frame = formatFits([{ kind: "image", width: 512, height: 512, pixels }]);
    const { fetch, asked } = server(frame);
    const file = await openFits(await httpSource("https://archive/frame", { fetch, blockBytes: 8192 }));
    const layout = await imageLayout(file, file.hdus[0]);
    expect(await readRows(file, layout, 300, 302)).toEqual(Float64Array.from(pixels.slice(300 * 512, 302 * 512)));
    expect(asked).toHaveLength(3);
  });

  it("refuses to read beyond the end", async () => {
    const { fetch } = server(bytes);
    const source = await httpSource("https://archive/frame", { fetch });
    await expect(source.read(9_999, 2)).rejects.toMatchObject({ code: "fits.truncated" });
    await expect(source.read(-1, 2)).rejects.toMatchObject({ code: "fits.truncated" });
  });

  it.each<[string, string, (answer: HttpAnswer) => Partial<HttpAnswer>]>([
    ["a server that ignores ranges", "fits.unreachable", () => ({ status: 200 })],
    ["a refusal", "fits.unreachable", () => ({ status: 403 })],
    ["an answer without its range", "fits.unreachable", () => ({ headers: { get: () => null } })],
    ["another range", "fits.unreachable", () => ({ headers: { get: () => "bytes 5-9/10000" } })],
    ["an answer cut short", "fits.truncated", () => ({ arrayBuffer: async () => new ArrayBuffer(3) })],
  ])("refuses %s", async (_, code, spoil) => {
    const { fetch } = server(bytes, spoil);
    await expect(httpSource("https://archive/frame", { fetch })).rejects.toMatchObject({ code });
  });

  it("says that a failed connection may be tried again", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    await expect(httpSource("https://archive/frame", { fetch })).rejects.toMatchObject({
      kind: "transient",
      code: "fits.unreachable",
    });
  });
});
