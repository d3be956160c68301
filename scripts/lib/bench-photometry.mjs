import { spawnSync } from "node:child_process";
import { fileSource, imageLayout, openFits, readTable } from "@datalab/fits";
import { createPool } from "@datalab/kernels";
import { operationTasks } from "@datalab/operations";
import { apertureSum } from "../../packages/operations/dist/photometry/aperture.js";
import { drawFrameTask } from "../../packages/operations/dist/photometry/draw-frame.js";
import { measureFrameTask } from "../../packages/operations/dist/photometry/measure-frame.js";
import { median } from "./figures.mjs";

const apertures = 100_000;
const runs = 7;
/** Arcsec a pixel of the cameras the default radii are made for. */
const pixelScale = 0.389;
const radii = { aperture: 7.64 / pixelScale, annulusInner: 12.73 / pixelScale, annulusOuter: 19.1 / pixelScale };

/** The same apertures in SEP and photutils, µs each. */
const partners = `
import json, time
import numpy as np, sep
from photutils.aperture import CircularAperture
n = ${apertures}
k = np.arange(n)
x, y = 100 + (k % 977) / 3, 250 + (k % 83) / 7
data = np.full((512, 512), 3.0, np.float32)
def clock(work, count):
    work()
    start = time.process_time()
    work()
    return (time.process_time() - start) / count * 1e6
json_out = {"sep": clock(lambda: sep.sum_circle(data, x, y, 5.0, subpix=0), n),
            "photutils": clock(lambda: CircularAperture(np.c_[x, y][:5000], 5.0).do_photometry(data, method="exact"), 5000)}
print(json.dumps(json_out))
`;

/** Rows about one aperture of 5 px, and about all catalogue stars of a frame. */
export async function benchPhotometry(path) {
  const { status, stdout } = spawnSync("/usr/bin/python3", ["-W", "ignore", "-c", partners], { encoding: "utf8" });
  const theirs = status === 0 ? JSON.parse(stdout) : {};
  return [
    { work: "aperture of 5 px, 5 × 5 sub-pixels", µs: apertureMicroseconds("subPixel") },
    { work: "aperture of 5 px, exact", µs: apertureMicroseconds("exact"), ...theirs },
    ...(await frameRows(path)),
  ];
}

function apertureMicroseconds(fractions) {
  const image = { x0: 0, y0: 0, width: 512, height: 512, data: new Float32Array(512 * 512).fill(3) };
  const round = () => {
    const started = process.cpuUsage();
    for (let k = 0; k < apertures; k++) apertureSum(image, 100 + (k % 977) / 3, 250 + (k % 83) / 7, 5, fractions);
    return process.cpuUsage(started).user / apertures;
  };
  round();
  return median(Array.from({ length: runs }, round));
}

async function frameRows(path) {
  const source = await fileSource(path);
  const file = await openFits(source);
  const layout = await imageLayout(file, file.find("SCI"));
  const catalogue = await readTable(file, file.find("CAT"), ["x", "y"]);
  await source.close();
  const [x, y] = [catalogue.column("x"), catalogue.column("y")];
  const positions = Array.from(x, (_, k) => ({ x: x[k] - 0.5, y: y[k] - 0.5, role: "star" }));
  const input = { path, layout };
  const pool = createPool({ threads: 1, modules: [operationTasks] });
  const cpu = async (task, payload) => {
    const times = [];
    for (let run = 0; run < runs; run++) {
      const started = process.cpuUsage();
      await pool.call(task, payload);
      const { user, system } = process.cpuUsage(started);
      times.push((user + system) / 1000);
    }
    return median(times);
  };
  const settings = { input, positions, radii, gain: 1.5, readNoise: 8 };
  const rows = [];
  for (const fractions of ["subPixel", "exact"]) {
    const time = await cpu(measureFrameTask, { ...settings, fractions });
    rows.push({ work: `${positions.length} stars of a ${layout.width}² frame, ${fractions}`, "CPU ms": time });
  }
  const comparisons = positions.filter((_, k) => k % 180 === 1);
  const drawing = { input, target: positions[0], comparisons, radii, wcsToEdge: 0.5 };
  rows.push({ work: "its diagnostic picture, without JPEG", "CPU ms": await cpu(drawFrameTask, drawing) });
  await pool.close();
  return rows;
}
