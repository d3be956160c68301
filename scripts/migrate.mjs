// Brings the tables of DATABASE_URL, and of the queue, up to this version.
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensureInstalled, requireNode } from "./lib/build.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
requireNode();
ensureInstalled(console.log);
ensureBuilt(console.log, ["!@datalab/web"]);
const { applyMigrations } = await import("./lib/apply-migrations.mjs");
try {
  if (!process.env.DATABASE_URL) throw new Error("DATABASE_URL must name the database to migrate.");
  const applied = await applyMigrations(process.env);
  console.log(applied.length ? applied.join("\n") : "The database is up to date.");
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
