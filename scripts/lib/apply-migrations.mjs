import { migrate } from "@datalab/db";
import { createJobQueue } from "@datalab/queue";

/** Brings database and queue up to this version; answers the names of the migrations applied. */
export async function applyMigrations(env) {
  const applied = await migrate(env.DATABASE_URL);
  const queue = createJobQueue({ url: env.REDIS_URL || env.DATABASE_URL });
  await queue.migrate();
  await queue.close();
  return applied;
}
