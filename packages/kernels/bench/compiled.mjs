import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startPartner } from "./partner.mjs";

/**
 * Compiles and starts the C twins, the limit to measure the distance to; undefined where there is no compiler. They get what the
 * kernels get: the stored rows of a frame, and a band of every plane.
 */
export async function startCompiled(folder, { rows, planes }) {
  const program = join(folder, "twin");
  const source = fileURLToPath(new URL("twin.c", import.meta.url));
  const flags = ["-O3", "-march=native", "-fno-trapping-math", "-fno-math-errno", "-o", program];
  if (spawnSync("cc", [...flags, source, "-lm"], { stdio: "ignore" }).status !== 0) return undefined;
  const [rowsFile, planesFile] = [join(folder, "rows"), join(folder, "planes")];
  writeFileSync(rowsFile, Buffer.concat(rows.map(storedRow)));
  writeFileSync(
    planesFile,
    Buffer.concat(planes.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))),
  );
  return startPartner(program, [rowsFile, planesFile]);
}

/** Scale and zero (float64), length (uint64), bytes filled up to eight. */
function storedRow({ data, scale, zero }) {
  const row = Buffer.alloc(24 + Math.ceil(data.length / 8) * 8);
  row.writeDoubleLE(scale, 0);
  row.writeDoubleLE(zero, 8);
  row.writeBigUInt64LE(BigInt(data.length), 16);
  row.set(data, 24);
  return row;
}
