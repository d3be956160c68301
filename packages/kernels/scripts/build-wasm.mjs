/** Compiles assembly/ to dist/kernels.wasm; the unrolled median networks are written in memory from src/median-network.ts. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import asc from "assemblyscript/asc";
import { expandMacros } from "./expand-macros.mjs";
import { unrolledMedians } from "./unrolled-medians.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

async function loadMedianNetwork() {
  const folder = mkdtempSync(join(tmpdir(), "median-network-"));
  try {
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
    const source = join(root, "src", "median-network.ts");
    const flags = ["--ignoreConfig", "--target", "ES2023", "--module", "NodeNext", "--types", "", "--outDir", folder];
    execFileSync(process.execPath, [tsc, source, ...flags], { stdio: "inherit" });
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    return (await import(pathToFileURL(join(folder, "median-network.js")).href)).medianNetwork;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const medians = unrolledMedians(await loadMedianNetwork());
mkdirSync(join(root, "dist"), { recursive: true });
const flags = [
  ...["--outFile", "kernels.wasm", "--runtime", "stub", "--enable", "simd", "--use", "abort=", "--noAssert"],
  ...["-O3", "--converge", "--initialMemory", "1"],
];
const { error, stderr } = await asc.main(["index.ts", ...flags], {
  readFile(name) {
    if (name === "median-unrolled.ts") return medians;
    try {
      return expandMacros(readFileSync(join(root, "assembly", name), "utf8"));
    } catch {
      return null;
    }
  },
  writeFile(name, contents) {
    writeFileSync(join(root, "dist", name), contents);
  },
  listFiles: () => [],
});
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}
