import { readFileSync } from "node:fs";
import { AppError } from "@datalab/errors";

let compiled: WebAssembly.Module | undefined;

/** The kernels, compiled once a process; threads get the compiled module. */
export function kernelModule(): WebAssembly.Module {
  if (compiled) return compiled;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(readFileSync(new URL("../dist/kernels.wasm", import.meta.url)));
  } catch (cause) {
    throw new AppError(
      "internal",
      "kernels.not_built",
      "The kernels are not built: npm run build -w @datalab/kernels",
      {
        cause,
      },
    );
  }
  compiled = new WebAssembly.Module(bytes);
  return compiled;
}
