// Breaks what the product stands on, at full scale, on real servers: npm run chaos -- store-outage | emptied-queue
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startRedis } from "./lib/local-servers.mjs";
import { startS3Server } from "./lib/s3-server.mjs";

const trials = {
  "store-outage": {
    test: "packages/services/src/outages/store-outage",
    env: { CHAOS_OUTAGE_SECONDS: "60", CHAOS_JOBS: "60" },
  },
  "emptied-queue": { test: "packages/services/src/runs/emptied-queue", env: {} },
};

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const trial = trials[process.argv[2]];
if (!trial) {
  console.error(`Name a trial: ${Object.keys(trials).join(", ")}.`);
  process.exit(1);
}
const dir = mkdtempSync(join(tmpdir(), "datalab-chaos-"));
const redis = await startRedis(join(dir, "redis"));
const s3 = await startS3Server(join(dir, "s3"));
const servers = {
  TEST_REDIS_URL: redis.url,
  TEST_S3_ENDPOINT: s3.endpoint,
  TEST_S3_ACCESS_KEY: s3.accessKey,
  TEST_S3_SECRET_KEY: s3.secretKey,
};
const projects = ["--project=services", "--project=integration"];
const { status } = spawnSync("npx", ["vitest", "run", ...projects, trial.test], {
  stdio: "inherit",
  env: { ...process.env, ...servers, ...trial.env },
});
await s3.stop();
await redis.stop();
rmSync(dir, { recursive: true, force: true });
process.exit(status ?? 1);
