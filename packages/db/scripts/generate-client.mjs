// `prisma generate` needs no engine but insists on finding one; any existing file satisfies it, so nothing is downloaded.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = createRequire(import.meta.url).resolve("prisma/package.json");
const cli = join(dirname(manifest), "build", "index.js");
const { status } = spawnSync(process.execPath, [cli, "generate", "--no-hints"], {
  cwd: root,
  stdio: "inherit",
  env: {
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  },
});
process.exit(status ?? 1);
