import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@datalab/db/embedded";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** postgres:// address of the server on which `createTestDatabase` makes its databases. */
    databaseServer: string;
  }
}

/** vitest's global setup: the server of TEST_DATABASE_URL, or one embedded PostgreSQL for the whole run that goes with it. */
export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide("databaseServer", given);
    return async () => undefined;
  }
  const dataDir = await mkdtemp(join(tmpdir(), "datalab-test-postgres-"));
  const server = await startEmbeddedPostgres({ dataDir });
  project.provide("databaseServer", server.url);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
