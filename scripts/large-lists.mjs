// Fills one account with large sessions, asks for all of them many times at once, and prints the web process's memory over time.

import { readFileSync } from "node:fs";
import { startProduct } from "@datalab/testkit";
import { childOf, forgetPeak } from "./lib/process-figures.mjs";

const REQUESTS = Number(process.argv[2] ?? 50);
const SESSION_MB = 18;
const LIMIT_MB = 600;

const product = await startProduct();
const headers = { authorization: `Token ${product.admin.token}`, "content-type": "application/json" };
const web = childOf(product.launcher.pid, "next");
const began = performance.now();
const megabytes = (name) => {
  const line = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${web}/status`, "utf8"));
  return Math.round(Number(line[1]) / 1024);
};
const tell = (text) =>
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${megabytes("VmRSS")} MB  ${text}`);

try {
  tell("started");
  let stored = 0;
  for (let status = 201; status === 201; ) {
    const body = JSON.stringify({
      name: `large ${stored}`,
      input_data: [{ basename: "a", filler: "x".repeat(SESSION_MB * 2 ** 20) }],
    });
    const answer = await fetch(`${product.url}/api/datasessions/`, { method: "POST", headers, body });
    status = answer.status;
    const text = await answer.text();
    if (status === 201) stored++;
    else tell(`refused with ${status}: ${text.slice(0, 120)}`);
  }
  tell(`${stored} sessions of ${SESSION_MB} MB stored`);

  console.log(`highest while storing: ${megabytes("VmHWM")} MB`);
  forgetPeak(web);
  const meter = setInterval(() => tell(""), 2000);
  const outcomes = await Promise.all(Array.from({ length: REQUESTS }, ask));
  clearInterval(meter);
  tell(`${REQUESTS} lists at once: ${[...new Set(outcomes)].join("; ")}`);
  console.log(`highest while listing: ${megabytes("VmHWM")} MB (limit ${LIMIT_MB} MB)`);
  process.exitCode = megabytes("VmHWM") > LIMIT_MB ? 1 : 0;
} finally {
  await product.stop();
}

/** Status and whether the body is as long as was announced. */
async function ask() {
  const answer = await fetch(`${product.url}/api/datasessions/?limit=100`, { headers });
  let bytes = 0;
  for await (const piece of answer.body) bytes += piece.byteLength;
  return `${answer.status}, ${bytes} bytes of ${answer.headers.get("content-length")}`;
}
