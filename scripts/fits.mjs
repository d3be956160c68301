// A FITS file for people: npm run -s fits -- COMMAND FILE ...; "help" lists the commands. Standard output holds the answer only.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
if (
  !existsSync(`${root}/packages/fits/dist/cli/run-cli.js`) ||
  !existsSync(`${root}/packages/operations/dist/index.js`)
) {
  const build =
    "import('./scripts/lib/build.mjs').then(({ requireNode, ensureInstalled, ensureBuilt }) => {" +
    "requireNode(); ensureInstalled(console.error); ensureBuilt(console.error, ['@datalab/operations']); })";
  const { status } = spawnSync(process.execPath, ["-e", build], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(1);
}
const { runCli } = await import("../packages/fits/dist/cli/run-cli.js");
const { pngCommand } = await import("./lib/fits-png.mjs");

// npm runs scripts in the root of the repository; the words of a person are relative to where they are.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
// Whoever reads the answer may stop early (head); a disk that is full is an error.
let lost;
process.stdout.on("error", (thrown) => {
  if (thrown.code !== "EPIPE") lost = thrown;
});
const code = await runCli(process.argv.slice(2), { out: process.stdout, err: process.stderr }, { png: pngCommand });
process.stdout.write("", () => {
  if (lost && code === 0) console.error(`fits: ${lost.message}`);
  process.exitCode = lost ? 1 : code;
});
