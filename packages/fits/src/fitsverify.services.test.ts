import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoFrames, simulatedArchive } from "@datalab/archive";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realCard, valueCard } from "./card.ts";
import { fitsverify } from "./cfitsio.fixture.ts";
import { Header } from "./header.ts";
import type { NumberArray } from "./table.ts";
import { encodeIntegerTile, encodeTile } from "./tiles/index.ts";
import { createCompressedImageWriter } from "./write/compressed-image-writer.ts";
import type { NewColumn } from "./write/new-hdu.ts";
import { formatFits } from "./write/write-fits.ts";

const sound = "0 warning(s) and 0 error(s)";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fits-verify-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function verdict(bytes: Uint8Array): Promise<string> {
  const path = join(folder, "one.fits");
  await writeFile(path, bytes);
  return fitsverify(path);
}

const arrays: [string, NumberArray][] = [
  Uint8Array.of(1, 2, 250, 4, 5, 6),
  Int8Array.of(-1, 2, 3, -128, 127, 0),
  Int16Array.of(-1, 2, 3, 4, 5, 6),
  Uint16Array.of(1, 2, 3, 65_535, 5, 6),
  Int32Array.of(-1, 2, 3, 4, 5, 6),
  Uint32Array.of(1, 2, 3, 2 ** 32 - 1, 5, 6),
  BigInt64Array.of(-1n, 2n ** 62n, 3n, 4n, 5n, 6n),
  BigUint64Array.of(1n, 2n ** 64n - 1n, 3n, 4n, 5n, 6n),
  Float32Array.of(1, Number.NaN, 3, 4, 5, 6.5),
  Float64Array.of(1, Number.NaN, 3, 4, 5, 1 / 3),
].map((array) => [array.constructor.name, array]);

describe("fitsverify has no word against", () => {
  it.each(arrays)("plain images of %s, primary and extension", async (_, pixels) => {
    const image = { kind: "image", width: 3, height: 2, pixels } as const;
    expect(await verdict(formatFits([image, { ...image, name: "AGAIN", cards: [valueCard("OBJECT", "M 42")] }]))).toBe(
      sound,
    );
  });

  it("a table of every kind of column", async () => {
    const columns: NewColumn[] = [
      ...arrays.map(([name, data]) => ({ name, data })),
      { name: "pairs", data: Float64Array.from({ length: 12 }, (_, i) => i / 7), width: 2, unit: "deg" },
      { name: "words", data: ["a", "bb", "", "ddd", "e f", "g"] },
      { name: "flags", data: [true, false, true, true, false, false] },
    ];
    expect(await verdict(formatFits([{ kind: "table", name: "CAT", columns }]))).toBe(sound);
  });

  it("a table without rows", async () => {
    const columns: NewColumn[] = [{ name: "x", data: new Float64Array(0) }];
    expect(await verdict(formatFits([{ kind: "table", name: "CAT", columns }]))).toBe(sound);
  });

  it.each([-32, -64, 16, 32] as const)("a result of BITPIX %i with a long inherited header", async (bitpix) => {
    const path = join(folder, `result${bitpix}.fits`);
    const header = new Header([
      valueCard("ORIGNAME", "long-".repeat(30), "the name it had"),
      realCard("EXPTIME", 12),
      valueCard("ESO DET ID", "a HIERARCH card"),
      valueCard("RADESYS", "ICRS"),
      valueCard("CHECKSUM", "of another file"),
      valueCard("BLANK", -1),
    ]);
    const [width, height] = [40, 9];
    const options = {
      key: "ab".repeat(32),
      comment: "Datalab Median on a, b",
      header,
      width,
      height,
      bitpix,
      quantizeLevel: 16,
    };
    const writer = await createCompressedImageWriter(path, options);
    for (let y = 0; y < height; y++) {
      const row = Float64Array.from({ length: width }, (_, x) => (y === 4 ? 7 : 100 + 9 * Math.sin(x * x + y)));
      if (y === 2) row[7] = bitpix < 0 ? Number.NaN : 0;
      const pixels = bitpix === -32 ? Float32Array.from(row) : row;
      await writer.append([
        bitpix < 0 ? encodeTile(pixels, 16) : encodeIntegerTile(Int32Array.from(row), bitpix === 16 ? 2 : 4),
      ]);
    }
    await writer.finish();
    expect(await fitsverify(path)).toBe(sound);
  });

  it("frames of the simulated archive", async () => {
    const archive = simulatedArchive({ dir: folder });
    for (const { basename } of demoFrames().slice(0, 2)) {
      const path = join(folder, `${basename}.fits`);
      await archive.download(await archive.frame(basename, null), path, { maxBytes: 50_000_000 });
      expect(await fitsverify(path)).toBe(sound);
    }
  });
});
