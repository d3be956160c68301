const widths = { L: 1, X: 1 / 8, B: 1, I: 2, J: 4, K: 8, A: 1, E: 4, D: 8, C: 8, M: 16, P: 8, Q: 16 };

/**
 * Where the parts of a sound file are, for mutations that know what they hit: cards, table rows, heap descriptors, the streams they
 * point at, and data of any kind. Offsets from the start of the file.
 */
export async function structureOf(fits, bytes) {
  const found = { cards: [], rows: [], descriptors: [], streams: [], data: [], hdus: [] };
  const file = await fits.openFits(fits.bytesSource(bytes)).catch(() => ({ hdus: [] }));
  let start = 0;
  for (const hdu of file.hdus) {
    for (let at = start; at < hdu.dataOffset && text(bytes, at, 8) !== "END     "; at += 80) found.cards.push(at);
    const end = hdu.dataOffset + Math.ceil(hdu.dataLength / 2880) * 2880;
    found.hdus.push([start, Math.min(end, bytes.length)]);
    if (hdu.dataLength > 0) found.data.push([hdu.dataOffset, hdu.dataLength]);
    if (hdu.rawHeader.string("XTENSION") === "BINTABLE") addTable(found, bytes, hdu);
    start = end;
  }
  return found;
}

function addTable(found, bytes, { rawHeader: header, dataOffset, dataLength }) {
  const [rowBytes, rows] = [header.integer("NAXIS1"), header.integer("NAXIS2")];
  const heap = dataOffset + (header.integer("THEAP") ?? rowBytes * rows);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (rowBytes * rows > 0) found.rows.push([dataOffset, rowBytes * rows]);
  let offset = 0;
  for (let field = 1; field <= (header.integer("TFIELDS") ?? 0); field++) {
    const [, repeat, type] = /^(\d*)([A-Z])/.exec(header.string(`TFORM${field}`) ?? "") ?? [null, "0", "B"];
    for (let row = 0; row < rows && (type === "P" || type === "Q"); row++) {
      const at = dataOffset + row * rowBytes + offset;
      const size = type === "P" ? 4 : 8;
      const read = (place) => (size === 4 ? view.getInt32(place) : Number(view.getBigInt64(place)));
      found.descriptors.push({ at, size });
      const [length, place] = [read(at), heap + read(at + size)];
      if (length > 0 && place + length <= dataOffset + dataLength) found.streams.push([place, length]);
    }
    offset += Math.ceil(Number(repeat || 1) * widths[type]);
  }
}

export function text(bytes, at, length) {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1", at, at + length);
}
