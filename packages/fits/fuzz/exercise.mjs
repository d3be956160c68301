import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Enough for every source; what asks for more must be refused before it takes memory or time. */
const limits = { pixels: 2 ** 21, tableRows: 100_000, columnValues: 2 ** 20, cards: 5_000, hdus: 100 };

/**
 * Does with a file all that can be done: headers, sky coordinates, every pixel and cell, rows apart from the whole, the headers
 * written again. Ends in "read" or the code of a typed error; throws what no reader may throw.
 */
export async function exercise(fits, bytes, { thorough }) {
  try {
    const file = await fits.openFits(fits.bytesSource(bytes), limits);
    for (const hdu of file.hdus) {
      useSky(fits.wcsFromHeader(hdu.header), hdu);
      if (thorough) tolerant(() => fits.requireWcs(hdu.header));
    }
    if (thorough) await writeAgain(fits, file);
    await fits.verifyFits(file);
    if (thorough) {
      for (const hdu of file.hdus) {
        await compareRows(fits, file, hdu);
        await useColumns(fits, file, hdu);
      }
    }
    return "read";
  } catch (thrown) {
    const code = typedCode(thrown);
    return code === "fits.gzip_wrapped" ? unwrapped(fits, bytes, thorough) : code;
  }
}

/** The code of an error of the package; anything else is thrown on. */
function typedCode(thrown) {
  if (thrown?.name !== "AppError" || !thrown.code.startsWith("fits.") || thrown.kind === "internal") throw thrown;
  if (!/^[A-Z"].{8,400}\.$/s.test(thrown.message))
    throw new Error(`an error without a clear sentence: ${thrown.message}`);
  return thrown.code;
}

async function unwrapped(fits, bytes, thorough) {
  const folder = await mkdtemp(join(tmpdir(), "fits-fuzz-"));
  try {
    await writeFile(join(folder, "in"), bytes);
    await fits.inflateFile(join(folder, "in"), join(folder, "out"), 2 ** 24);
    const inner = await readFile(join(folder, "out"));
    return inner[0] === 0x1f && inner[1] === 0x8b ? "fits.gzip_wrapped" : await exercise(fits, inner, { thorough });
  } catch (thrown) {
    return typedCode(thrown);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function useSky(wcs, { shape: [width = 1, height = 1] }) {
  if (!wcs) return;
  for (const [x, y] of [
    [0, 0],
    [width / 2, height / 3],
    [-1e9, 1e300],
    [Number.NaN, 1],
  ]) {
    const [ra, dec] = wcs.toSky(x, y);
    if (!(Number.isNaN(ra) || (ra >= 0 && ra < 360)) || Math.abs(dec) > 90)
      throw new Error(`sky position ${ra} ${dec}`);
    const back = wcs.toPixel(ra, dec);
    if (back.length !== 2) throw new Error("toPixel gives no position");
  }
  wcs.toPixel(720, 91);
  wcs.footprint(width, height);
}

function tolerant(action) {
  try {
    action();
  } catch (thrown) {
    typedCode(thrown);
  }
}

/** One column by a name in the wrong case, as numbers: as many as the whole table has. */
async function useColumns(fits, file, hdu) {
  if (hdu.kind !== "table") return;
  const whole = await fits.readTable(file, hdu);
  for (const { name, data } of whole.columns.values()) {
    const one = await fits.readTable(file, hdu, [name.toLowerCase()]);
    const found = one.find(name) ?? [...one.columns.values()][0];
    if (name !== "" && (one.rows !== whole.rows || !found)) throw new Error(`column ${name} is lost`);
    if (ArrayBuffer.isView(data) && whole.numbers(name).length !== data.length)
      throw new Error(`column ${name} has lost values`);
  }
}

/** What was read may be refused by the writer, but what it writes must be read. */
async function writeAgain(fits, file) {
  let written;
  try {
    written = fits.formatFits(
      file.hdus.map(({ header }, i) =>
        i === 0
          ? { kind: "primary", cards: header.cards }
          : { kind: "image", width: 1, height: 1, pixels: new Uint8Array(1), cards: header.cards },
      ),
    );
  } catch (thrown) {
    if (typedCode(thrown) !== "fits.not_writable") throw thrown;
    return;
  }
  try {
    await fits.verifyFits(await fits.openFits(fits.bytesSource(written), { cards: 50_000 }));
  } catch (thrown) {
    throw new Error(`what was written cannot be read: ${thrown.message}`);
  }
}

async function compareRows(fits, file, hdu) {
  const [width = 0, height = 1, ...others] = hdu.shape;
  const isImage = hdu.kind === "image" || hdu.kind === "compressed-image";
  if (!isImage || others.some((axis) => axis !== 1) || width * height === 0 || width * height > 2 ** 16) return;
  const layout = await fits.imageLayout(file, hdu);
  const whole = await fits.readRows(file, layout, 0, height);
  const [low, high] = [Math.floor(height / 3), Math.ceil((2 * height) / 3)];
  const part = await fits.readRows(file, layout, low, high);
  if (whole.length !== width * height) throw new Error(`${whole.length} pixels of ${width * height}`);
  for (let i = 0; i < part.length; i++) {
    if (!Object.is(part[i], whole[low * width + i])) throw new Error(`pixel ${i} of rows ${low}-${high} differs`);
  }
}
