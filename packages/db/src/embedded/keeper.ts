import pg from "pg";
import type { Cluster } from "./cluster.ts";

const ownerLock = 61_804_121;

export interface Keeper {
  release(): Promise<void>;
}

export function connectionUrl(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

/** Marks the cluster as ours until we release it or die: the server drops the lock with our connection. */
export async function holdCluster(url: string, folder: string): Promise<Keeper | "held" | "otherFolder"> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "datalab-keeper",
    connectionTimeoutMillis: 2000,
  });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ folder: string; free: boolean }>(
    "SELECT current_setting('data_directory') AS folder, pg_try_advisory_lock($1) AS free",
    [ownerLock],
  );
  const answer = rows[0];
  if (answer?.folder === folder && answer.free) return { release: () => client.end() };
  await client.end();
  return answer?.folder === folder ? "held" : "otherFolder";
}
