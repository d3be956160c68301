import { verifyFits } from "../verify-fits.ts";
import type { Command } from "./command.ts";

export const verifyCommand: Command = {
  usage: "FILE",
  summary: "read everything, checksums too",
  async run({ file, out }) {
    await verifyFits(file);
    const { length } = file.hdus;
    out.write(`sound: ${length} HDU${length === 1 ? "" : "s"}\n`);
  },
};
