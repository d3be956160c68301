import { readFileSync } from "node:fs";
import { withProductOn } from "./bench-product.mjs";
import { median } from "./figures.mjs";

const basename = "bench-4096-0001-e91";
/** Of the picture that a viewer shows: the archive's are at most this large. */
const picture = { width: 1000, height: 1000 };
const warmUp = 3;
const runs = 21;

/** Milliseconds: the median of the time a client waits, where a goal was set; CPU of the service that this product replaces. */
const figures = {
  wcs: { goal: 30 },
  "source-catalog": { goal: 30, reference: 40 },
  "line-profile": { goal: 60, reference: 340 },
  centroiding: { goal: 60, reference: 260 },
  "raw-data 1024": { goal: 250 },
  "raw-data 500": { reference: 390 },
  "get-jpg": { reference: 1400 },
  "get-tif": {},
};

/** Every analysis of one frame in the real product, one request after the other, bodies read to their end. */
export function benchAnalysis([path]) {
  return withProductOn([{ path, basename }], measure);
}

async function measure({ url, admin, launcher }) {
  const cpuMs = cpuClock(launcher.pid);
  const ask = async (action, body) => {
    const answer = await fetch(`${url}/api/analysis/${action}/`, {
      method: "POST",
      headers: { authorization: `Token ${admin.token}`, "content-type": "application/json" },
      body: JSON.stringify({ basename, source: "archive", ...body }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${action} answered ${answer.status}: ${bytes}`);
    return bytes;
  };
  const stars = JSON.parse(await ask("source-catalog", picture));
  const bodies = {
    wcs: () => ({}),
    "source-catalog": () => picture,
    "line-profile": (run) => ({ ...picture, ...across(run) }),
    centroiding: (run) => ({ ...picture, ...near(stars[run % stars.length]) }),
    "raw-data 1024": () => ({ max_size: 1024 }),
    "raw-data 500": () => ({ max_size: 500 }),
    "get-jpg": (run) => ({ zmin: 150 + run, zmax: 900 }),
    "get-tif": () => ({}),
  };
  const rows = [];
  for (const [label, bodyOf] of Object.entries(bodies)) {
    const [action] = label.split(" ");
    const times = [];
    let bytes = 0;
    let cpuBefore = 0;
    for (let run = 0; run < warmUp + runs; run++) {
      if (run === warmUp) cpuBefore = cpuMs();
      const began = performance.now();
      bytes = (await ask(action, bodyOf(run))).length;
      if (run >= warmUp) times.push(performance.now() - began);
    }
    const cpu = (cpuMs() - cpuBefore) / runs;
    const { goal, reference } = figures[label];
    rows.push({
      analysis: label,
      "p50 ms": median(times),
      "goal ≤": goal,
      "worst ms": Math.max(...times),
      "CPU ms": Number.isNaN(cpu) ? undefined : cpu,
      "reference CPU ms": reference,
      "answer kB": bytes / 1000,
    });
  }
  return rows;
}

/** Lines of all directions and lengths, another one each time. */
function across(run) {
  const turn = (run * 137.5 * Math.PI) / 180;
  const reach = 100 + ((run * 61) % 380);
  const [up, right] = [Math.sin(turn) * reach, Math.cos(turn) * reach];
  return { x1: 500 - up, x2: 500 + up, y1: 500 - right, y2: 500 + right };
}

function near({ x_win, y_win }) {
  return { x: x_win + 0.3, y: y_win - 0.2, radius: 5, r_back1: 8, r_back2: 12 };
}

/** CPU milliseconds that the web process has used, all threads; NaN where the system does not tell (only Linux does). */
function cpuClock(launcher) {
  const about = (pid, file) => readFileSync(`/proc/${pid}/${file}`, "utf8");
  const ticksMs = 10;
  let web;
  try {
    const children = about(launcher, `task/${launcher}/children`).trim().split(" ");
    web = children.find((pid) => about(pid, "cmdline").includes("next"));
  } catch {
    // no such files here
  }
  return () => {
    if (!web) return Number.NaN;
    const fields = about(web, "stat").split(") ").at(-1).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * ticksMs;
  };
}
