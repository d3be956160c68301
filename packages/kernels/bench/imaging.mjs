/** Frame median, resizing and resampling beside numpy, OpenCV and reproject, where these are installed. Times are for 4096² pixels. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseHeader, wcsFromHeader } from "@datalab/fits";
import { areaResize } from "../dist/area-resize.js";
import { AreaResizer } from "../dist/area-resizer.js";
import { bracketOf, valuesOfRanks } from "../dist/bracket.js";
import { FrameRows } from "../dist/frame-rows.js";
import { kernelModule } from "../dist/kernel-module.js";
import { Kernels } from "../dist/kernels.js";
import { resample } from "../dist/resample/adaptive.js";
import { planeMapOf, resampleMap } from "../dist/resample/resample-map.js";
import { resampleRows } from "../dist/resample/resample-rows.js";
import { startPartner } from "./partner.mjs";

const python = "/usr/bin/python3";
const size = 4096;
const previewSize = 500;
/** As in production. */
const chunkRows = 128;
/** Slow ones do this part of the rows and count for all. */
const referencePart = 16;
const twinPart = 64;

const scale = 0.4 / 3600;
const [cos, sin] = [Math.cos(0.02), Math.sin(0.02)];
const sky = { CTYPE1: "RA---TAN", CTYPE2: "DEC--TAN", CRVAL1: 150, CRVAL2: 20, CRPIX1: 2048.5, CRPIX2: 2048.5 };
const sip = { A_ORDER: 2, A_2_0: 2e-7, A_1_1: -1e-7, B_ORDER: 2, B_0_2: 1.5e-7, B_1_1: 1e-7 };
/** Celestial coordinates of the output and of the frame, plain and with SIP. */
const headers = {
  output: { ...sky, CD1_1: -scale, CD1_2: 0, CD2_1: 0, CD2_2: scale },
  tan: { ...sky, CRVAL1: 150.003, CD1_1: -scale * cos, CD1_2: scale * sin, CD2_1: scale * sin, CD2_2: scale * cos },
};
headers.sip = { ...headers.tan, ...sip, CTYPE1: "RA---TAN-SIP", CTYPE2: "DEC--TAN-SIP" };

function wcsOf(values) {
  const cards = Object.entries(values).map(([keyword, value]) => {
    const text = typeof value === "string" ? `'${value}'` : String(value);
    return `${keyword.padEnd(8)}= ${text}`.padEnd(80);
  });
  return wcsFromHeader(parseHeader(Buffer.from([...cards, "END".padEnd(80)].join(""), "latin1")));
}

/** With the way back, as the product maps them. */
function skyMap(output, image) {
  return (x, y) => {
    const position = image.toPixel(...output.toSky(x, y));
    const back = output.toPixel(...image.toSky(...position));
    return Math.abs(back[0] - x) <= 1 && Math.abs(back[1] - y) <= 1 ? position : [Number.NaN, Number.NaN];
  };
}

async function reprojection(kernels, input, pixels, kind) {
  const map = skyMap(wcsOf(headers.output), wcsOf(headers[kind]));
  const image = { width: size, height: size };
  const fast = planeMapOf(await resampleMap(map, image, image));
  const middle = size / 2;
  return {
    name: `reproject ${kind.toUpperCase()} to TAN, decoding included`,
    async wasm() {
      const fastMap = await resampleMap(map, image, image);
      kernels.reset();
      for (let y = 0; y < size; y += chunkRows) {
        resampleRows(kernels, { input, map: fastMap }, { width: size, y0: y, y1: y + chunkRows }, () => {});
      }
    },
    twin: () => resample({ ...image, pixels }, fast, size, middle, middle + size / twinPart),
  };
}

/** The work on one frame, in wasm and, on some of its rows, in TypeScript. */
export async function imagingWorkloads(input) {
  const kernels = new Kernels(kernelModule());
  const image = kernels.allocate(size * size * 4 + 64);
  const rows = new FrameRows(kernels, input, size, 0, size);
  for (let y = 0; y < size; y++) rows.readFloat32(y, image + y * size * 4);
  const pixels = Float32Array.from(kernels.floats(image, size * size));
  const gathered = kernels.allocate(size * size * 2);
  const preview = { width: previewSize, height: previewSize };
  const resizer = new AreaResizer(kernels, { width: size, height: size }, preview);
  const part = pixels.subarray(0, pixels.length / twinPart);
  const resampling = new Kernels(kernelModule());
  const shares = { part: 1, twinPart };
  return [
    {
      ...shares,
      task: "frameMedian",
      goal: 9,
      name: "exact median of a frame",
      wasm() {
        const sample = new Float32Array(65_536);
        for (let i = 0; i < sample.length; i++) sample[i] = pixels[((i >> 10) * 64 + 32) * size + (i & 1023) * 4];
        const { low, high } = bracketOf(sample);
        const count = kernels.exports.gatherBracket(image, size * size, low, high, gathered);
        const upper = pixels.length / 2 - kernels.exports.bracketBelow.value;
        const [a, b] = valuesOfRanks(kernels.floats(gathered, count), upper - 1, upper);
        return Math.fround(a + b) * 0.5;
      },
      twin: () => part.toSorted()[part.length >> 1],
    },
    {
      ...shares,
      task: "areaResize",
      goal: 2.3,
      name: `area resize to ${previewSize}²`,
      wasm() {
        for (let y = 0; y < previewSize; y++) resizer.row(y, (row) => image + row * size * 4);
      },
      twin: () => areaResize(part, { width: size, height: size / twinPart }, { width: previewSize, height: 8 }),
    },
    { ...shares, task: "tanReproject", goal: 30, ...(await reprojection(resampling, input, pixels, "tan")) },
    { ...shares, task: "sipReproject", goal: 10, ...(await reprojection(resampling, input, pixels, "sip")) },
  ];
}

/** numpy, OpenCV and reproject beside us, and a line for each that is not installed. */
export async function startImagingReference({ path }) {
  const tools = { numpy: "python3-astropy", cv2: "python3-opencv", reproject: "python3-reproject" };
  const absent = Object.entries(tools)
    .filter(([module]) => spawnSync(python, ["-c", `import astropy, ${module}`]).status !== 0)
    .map(([module, debian]) => `${module} (Debian: ${debian}) is not installed: no ratio to it.`);
  if (absent.length === Object.keys(tools).length) return { reference: undefined, absent };
  const script = fileURLToPath(new URL("imaging.py", import.meta.url));
  const reference = await startPartner(python, [script, path, JSON.stringify(headers), String(referencePart)]);
  return { reference, absent };
}
