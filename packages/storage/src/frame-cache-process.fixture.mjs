// One process that uses a frame cache of the built package as its parent says: `fetch` leases a frame, made slowly in two halves if it
// must be downloaded; `release` lets go of it. argv: folder, limit in bytes.
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { frameCache } from "../dist/frame-cache.js";

const [dir, maxBytes] = process.argv.slice(2);
const cache = await frameCache({ dir, maxBytes: Number(maxBytes) });
const leases = new Map();
const content = (name, size) => Buffer.alloc(size, name.at(-1));

process.on("message", async ({ id, task, name, size, halfMs }) => {
  try {
    process.send({ id, result: await tasks[task]({ name, size, halfMs }) });
  } catch (error) {
    process.send({ id, error: `${error.code} ${error.message}` });
  }
});

const tasks = {
  async fetch({ name, size, halfMs }) {
    let downloads = 0;
    const lease = await cache.fetch({ source: "archive", basename: name }, async (path) => {
      downloads++;
      await writeFile(path, content(name, size / 2));
      process.send({ event: "half" });
      await new Promise((done) => setTimeout(done, halfMs));
      await appendFile(path, content(name, size / 2));
    });
    leases.set(name, lease);
    const whole = (await readFile(lease.path)).equals(content(name, size));
    return { downloads, whole };
  },
  async read({ name, size }) {
    return (await readFile(leases.get(name).path)).equals(content(name, size));
  },
  release: ({ name }) => leases.get(name).release(),
  size: () => cache.size(),
};
process.send({ event: "ready" });
