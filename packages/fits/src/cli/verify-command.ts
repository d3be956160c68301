import { verifyFits } from "../verify-fits.ts";
import type { Command } from "./command.ts";

export const verifyCommand: Command = {
  usage: "FILE",
  summary: "read everything, checksums too",
  async run({ file, out }) {
    const remarks = await verifyFits(file);
    for (const remark of remarks) out.write(`note: ${remark}\n`);
    const { length } = file.hdus;
    out.write(`sound: ${length} HDU${length === 1 ? "" : "s"}\n`);
  },
};
