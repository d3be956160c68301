import { valueCard } from "../card.ts";
import { type Hdu, hduLabel } from "../hdu.ts";
import { Header, requireInteger } from "../header.ts";

const windowBytes = 2 ** 22;

/** A table cut into tables of some rows each, which share its heap, so that none needs much memory. */
export function* tableWindows(hdu: Hdu): Generator<Hdu> {
  const label = hduLabel(hdu);
  const count = (keyword: string) => requireInteger(hdu.rawHeader, keyword, 0, Number.MAX_SAFE_INTEGER, label);
  const [rowBytes, rows] = [count("NAXIS1"), count("NAXIS2")];
  const heap = hdu.rawHeader.has("THEAP") ? count("THEAP") : rowBytes * rows;
  const rowsAtOnce = Math.max(1, Math.floor(windowBytes / Math.max(1, rowBytes)));
  const others = hdu.rawHeader.cards.filter(({ keyword }) => keyword !== "NAXIS2" && keyword !== "THEAP");
  for (let row = 0; row === 0 || row < rows; row += rowsAtOnce) {
    const skipped = row * rowBytes;
    const shape = [rowBytes, Math.min(rowsAtOnce, rows - row)];
    const rawHeader = new Header([...others, valueCard("NAXIS2", shape[1]), valueCard("THEAP", heap - skipped)]);
    rawHeader.label = label;
    yield {
      ...hdu,
      rawHeader,
      header: rawHeader,
      shape,
      dataOffset: hdu.dataOffset + skipped,
      dataLength: hdu.dataLength - skipped,
    };
  }
}
