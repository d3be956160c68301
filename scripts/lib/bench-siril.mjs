import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileSource, imageLayout, openFits, readRows, writeFits } from "@datalab/fits";
import { namesFor, withBenchProduct } from "./bench-product.mjs";
import { median } from "./figures.mjs";

const rounds = 5;
const size = 2048;

/** The median of the same 30 frames by our worker, whole job, and by Siril (Debian's `siril`), in turns. `rows` is empty without Siril. */
export async function benchSiril(paths) {
  if (spawnSync("siril-cli", ["--version"]).error)
    return { rows: [], absent: ["Siril is not installed (Debian: siril)"] };
  const folder = mkdtempSync(join(tmpdir(), "datalab-siril-"));
  try {
    for (const [index, path] of paths.entries())
      await writePlain(path, join(folder, `frame_${String(index + 1).padStart(5, "0")}.fit`));
    const script = join(folder, "median.ssf");
    writeFileSync(script, "requires 1.0.0\nset16bits\nstack frame_ med -nonorm -out=result\n");
    const frames = namesFor(paths, paths.length + rounds);
    const rows = await withBenchProduct(frames, async ({ run }) => {
      const ours = [];
      const theirs = [];
      for (let round = 0; round <= rounds; round++) {
        // A name more or less makes another request of as many frames.
        const input_files = frames
          .slice(round, round + paths.length)
          .map(({ basename }) => ({ source: "archive", basename }));
        const { cpuSeconds } = await run("Median", { input_files });
        const siril = sirilSeconds(folder, script);
        if (round === 0) continue; // downloads, and both warm up
        ours.push(cpuSeconds);
        theirs.push(siril);
      }
      const [cpu, other] = [median(ours), median(theirs)];
      return [{ job: `Median of ${paths.length} × ${size}²`, "CPU s": cpu, "Siril CPU s": other, "×": other / cpu }];
    });
    return { rows, absent: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Siril reads plain 16-bit images. */
async function writePlain(from, to) {
  const source = await fileSource(from);
  const file = await openFits(source);
  const layout = await imageLayout(file, file.find("SCI"));
  const values = await readRows(file, layout, 0, layout.height);
  await source.close();
  const pixels = Uint16Array.from(values, (value) => Math.min(65_535, Math.max(0, Math.round(value))));
  await writeFits(to, [{ kind: "image", width: layout.width, height: layout.height, pixels }]);
}

/** User and system seconds of one run, start and stop included, as the shell's `times` has them. */
function sirilSeconds(folder, script) {
  rmSync(join(folder, "result.fit"), { force: true });
  const command = `siril-cli -d '${folder}' -s '${script}' >'${folder}/siril.log' 2>&1; times`;
  const lines = execFileSync("sh", ["-c", command], { encoding: "utf8" }).trim().split("\n");
  if (!existsSync(join(folder, "result.fit"))) throw new Error(`Siril made no result: see ${folder}/siril.log`);
  const seconds = [...lines.at(-1).matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => 60 * minutes + Number(rest),
  );
  return seconds.reduce((sum, part) => sum + part, 0);
}
