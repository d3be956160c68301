import { AppError } from "@datalab/errors";
import type { Card } from "../card.ts";
import { formatCard } from "../format-card.ts";
import { hduLabel } from "../hdu.ts";
import type { Command } from "./command.ts";
import { findHdu } from "./find-hdu.ts";

export const headerCommand: Command = {
  usage: "FILE [HDU]",
  summary: "cards of all HDUs or of one; --stored: of a compressed image as they stand",
  options: { stored: { type: "boolean" } },
  async run({ file, words: [wanted], options, out }) {
    const hdus = wanted === undefined ? file.hdus : [findHdu(file, wanted)];
    for (const hdu of hdus) {
      if (wanted === undefined) out.write(`${hdu.index === 0 ? "" : "\n"}# ${hduLabel(hdu)}\n`);
      const { cards } = options.stored ? hdu.rawHeader : hdu.header;
      out.write(`${cards.map(cardLines).join("\n")}\nEND\n`);
    }
  },
};

/** The card in lines of 80 characters; one that breaks the rules as far as it could be read. */
function cardLines(card: Card): string {
  const lines = text(card).match(/.{1,80}/gs) ?? [""];
  return lines.map((line) => line.trimEnd()).join("\n");
}

function text(card: Card): string {
  try {
    return formatCard(card);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const value = card.value === undefined ? "" : String(card.value);
    return `${card.keyword.padEnd(8)}= ${value} / ${card.comment}`.replace(/[^ -~]/g, "?");
  }
}
