import { renameSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { benchFrame } from "@datalab/testkit";

for (const { path, size, seed } of workerData) {
  await benchFrame(`${path}.draft`, { size, seed });
  renameSync(`${path}.draft`, path);
}
