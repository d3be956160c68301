// The suites that need real servers: Redis, PostgreSQL of the distribution, and an S3-compatible store.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensureInstalled, requireNode } from "./lib/build.mjs";
import { startPostgres, startRedis } from "./lib/local-servers.mjs";
import { startS3Server } from "./lib/s3-server.mjs";
import { TestRun } from "./lib/test-run.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();
const step = (text) => console.log(`\n── ${text}`);
ensureInstalled(step);
ensureBuilt(step, ["!@datalab/web"]);

const dir = mkdtempSync(join(tmpdir(), "datalab-services-"));
const servers = [];
const run = new TestRun();
try {
  step("starting Redis, PostgreSQL and an S3 server");
  const redis = await startRedis(join(dir, "redis"));
  servers.push(redis);
  const postgres = await startPostgres(join(dir, "postgres"));
  servers.push(postgres);
  const s3 = await startS3Server(join(dir, "s3"));
  servers.push(s3);
  const env = {
    TEST_REDIS_URL: redis.url,
    TEST_DATABASE_URL: postgres.url,
    TEST_S3_ENDPOINT: s3.endpoint,
    TEST_S3_ACCESS_KEY: s3.accessKey,
    TEST_S3_SECRET_KEY: s3.secretKey,
  };
  step("queue, store and database on them");
  run.vitest(["services", "integration"], env);
} finally {
  for (const server of servers.reverse()) await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
run.finish();
