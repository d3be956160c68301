import { type Card, valueCard } from "../card.ts";
import { onesComplementSum } from "../hdu-checksum.ts";
import { formatHeader } from "../header.ts";

const blank = "0".repeat(16);

/**
 * The cards with DATASUM and CHECKSUM behind them, so that the ones' complement sum of the whole HDU is −0 (FITS 4.0, §4.4.2.7 and
 * appendix J). `data` has its padding.
 */
export function withChecksums(cards: Card[], data: Uint8Array): Card[] {
  const dataSum = onesComplementSum(data);
  const summed = (checksum: string) => [
    ...cards,
    valueCard("CHECKSUM", checksum, "HDU checksum"),
    valueCard("DATASUM", String(dataSum), "data unit checksum"),
  ];
  const sum = onesComplementSum(formatHeader(summed(blank)), dataSum);
  return summed(checksumText(~sum >>> 0));
}

/** A sum as 16 letters and digits that, in place of zeros, add it to the header. */
export function checksumText(value: number): string {
  const text = new Uint8Array(16);
  for (let byte = 0; byte < 4; byte++) {
    const part = (value >>> (24 - 8 * byte)) & 0xff;
    const letters = [0x30 + (part >> 2) + (part & 3), 0x30 + (part >> 2), 0x30 + (part >> 2), 0x30 + (part >> 2)];
    while (letters.some(isPunctuation)) {
      for (const pair of [0, 2]) {
        if (!isPunctuation(letters[pair]) && !isPunctuation(letters[pair + 1])) continue;
        letters[pair]++;
        letters[pair + 1]--;
      }
    }
    // The text stands one byte after a word boundary of the card: the last letter comes first.
    for (const [i, letter] of letters.entries()) text[(4 * i + byte + 1) % 16] = letter;
  }
  return String.fromCharCode(...text);
}

function isPunctuation(code: number): boolean {
  return (code >= 0x3a && code <= 0x40) || (code >= 0x5b && code <= 0x60);
}
