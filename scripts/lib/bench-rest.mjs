import { startProduct } from "@datalab/testkit";
import { median } from "./figures.mjs";

const sessions = 100;
const operationsOfSession = 5;
/** Milliseconds: the service that this product replaces, and what this one must not exceed. */
const rows = {
  list: { request: "GET datasessions/, 100 × 5 operations", reference: 656, goal: 60 },
  detail: { request: "GET datasessions/{id}/", reference: 14, goal: 8 },
  available: { request: "GET available_operations/", reference: 5.4, goal: 3 },
  submit: { request: "POST operations/", reference: 11, goal: 8 },
};

/** One client, one request after the other, nothing waiting in the queue. */
export async function benchRest() {
  const product = await startProduct();
  try {
    const call = caller(product);
    const frames = (await call("GET", "datasessions/")).results[0].input_data;
    const ids = [];
    for (let index = 0; index < sessions; index++) ids.push(await fill(call, frames, index));
    await untilIdle(call, ids[0]);
    const timed = (times, ask) => p50(times, ask);
    const { bytes } = await call.raw("GET", "datasessions/");
    return [
      row("list", await timed(40, () => call.raw("GET", "datasessions/")), bytes),
      row("detail", await timed(200, (n) => call.raw("GET", `datasessions/${ids[n % ids.length]}/`))),
      row("available", await timed(200, () => call.raw("GET", "available_operations/"))),
      row(
        "submit",
        await timed(100, (n) => call("POST", `datasessions/${ids[n % ids.length]}/operations/`, medianOf(frames, n))),
      ),
    ];
  } finally {
    await product.stop();
  }
}

/** Five Medians that every session has, so that each is computed once. */
async function fill(call, frames, index) {
  const { id } = await call("POST", "datasessions/", { name: `bench ${index}`, input_data: frames });
  for (let n = 0; n < operationsOfSession; n++) {
    await call("POST", `datasessions/${id}/operations/`, medianOf(frames, n));
    if (index === 0) await untilIdle(call, id);
  }
  return id;
}

const medianOf = (frames, n) => ({
  name: "Median",
  input_data: { input_files: frames.slice(n % operationsOfSession, (n % operationsOfSession) + 3) },
});

async function untilIdle(call, id) {
  for (;;) {
    const { results } = await call("GET", `datasessions/${id}/operations/`);
    if (results.every(({ status }) => status === "COMPLETED")) return;
    await new Promise((done) => setTimeout(done, 200));
  }
}

function caller({ url, admin }) {
  const raw = async (method, path, body) => {
    const response = await fetch(`${url}/api/${path}`, {
      method,
      headers: { authorization: `Token ${admin.token}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return { text, bytes: text.length };
  };
  return Object.assign(async (...asked) => JSON.parse((await raw(...asked)).text), { raw });
}

async function p50(times, ask) {
  const taken = [];
  for (let n = 0; n < times; n++) {
    const begun = performance.now();
    await ask(n);
    taken.push(performance.now() - begun);
  }
  return median(taken);
}

function row(name, milliseconds, bytes) {
  const { request, reference, goal } = rows[name];
  return {
    request,
    "p50 ms": milliseconds,
    "goal ≤": goal,
    "reference ms": reference,
    "×": reference / milliseconds,
    ...(bytes && { kB: Math.round(bytes / 1000) }),
  };
}
