import { resolve } from "node:path";
import pg from "pg";
import { findBinaries } from "./embedded/binaries.ts";
import { openCluster } from "./embedded/cluster.ts";
import { connectionUrl, holdCluster } from "./embedded/keeper.ts";
import { clearLeftover } from "./embedded/leftover.ts";
import { startServer } from "./embedded/server.ts";
import { chooseLauncher } from "./embedded/unprivileged.ts";

const database = "datalab";

export interface EmbeddedPostgres {
  url: string;
  /** Settles when the server has gone, for whatever reason. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/** A private PostgreSQL in a folder, on a loopback port that is free (`port` when it can be had), also when we are root. */
export async function startEmbeddedPostgres(options: { dataDir: string; port?: number }): Promise<EmbeddedPostgres> {
  const { postgres, initdb } = await findBinaries();
  const launcher = chooseLauncher(postgres);
  const cluster = openCluster(resolve(options.dataDir), initdb, launcher);
  await clearLeftover(cluster);
  const server = await startServer(postgres, cluster.folder, options.port ?? 0, launcher);
  try {
    const keeper = await holdCluster(connectionUrl(cluster, server.port, "postgres"), cluster.folder);
    await ensureDatabase(connectionUrl(cluster, server.port, "postgres"));
    const stop = async () => {
      if (typeof keeper === "object") await keeper.release();
      await server.stop();
    };
    return { url: connectionUrl(cluster, server.port, database), exited: server.exited, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function ensureDatabase(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
}
