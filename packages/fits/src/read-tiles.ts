import { fitsError } from "./fits-error.ts";
import { type Hdu, hduLabel } from "./hdu.ts";
import { heapSlice } from "./heap-descriptor.ts";
import type { TiledStorage } from "./image-layout.ts";
import type { FitsFile } from "./open-fits.ts";
import { type ColumnLayout, type TableLayout, tableLayout } from "./table-layout.ts";
import { tileGrid } from "./tile-grid.ts";
import { tileParameters } from "./tile-parameters.ts";

/** Bytes of the table read at once. */
const chunk = 2 ** 20;

/** No codec packs more pixels into a byte, but for small or empty tiles. A tile that states more only asks for memory. */
const densest = 4096;
const smallTile = 2 ** 22;

/** In the order in which they are looked at; the index is the layout's `fallback`. */
const dataColumns = ["COMPRESSED_DATA", "GZIP_COMPRESSED_DATA", "UNCOMPRESSED_DATA"];

interface TileColumns {
  data: (ColumnLayout | undefined)[];
  scale: ColumnLayout | undefined;
  zero: ColumnLayout | undefined;
  blank: ColumnLayout | undefined;
}

/** The tiles of one plane of a tile-compressed image (FITS 4.0, §10.1). */
export async function readTiles(file: FitsFile, hdu: Hdu, plane: number): Promise<TiledStorage> {
  const table = tableLayout(hdu, file.limits);
  const columns = tileColumns(hdu, table);
  const { rawHeader } = hdu;
  const zscale = rawHeader.number("ZSCALE");
  const parameters = tileParameters(hdu, columns.scale !== undefined || zscale !== undefined);
  const { firstRow, ...grid } = tileGrid(hdu, table.rows, plane);
  const tilePixels = grid.tileWidth * grid.tileHeight * (grid.slab?.planes ?? 1);
  if (tilePixels > file.limits.tilePixels) {
    throw fitsError("too_large", `${hduLabel(hdu)}: a tile of ${tilePixels} pixels is over the limit.`);
  }
  const tiles = grid.tilesX * grid.tilesY;
  const storage: TiledStorage = {
    kind: "tiles",
    ...parameters,
    ...grid,
    // The tile's number in the whole table seeds its dither, so a later plane starts with a later seed.
    zdither0: ((parameters.zdither0 - 1 + firstRow) % 10_000) + 1,
    offset: new Float64Array(new SharedArrayBuffer(8 * tiles)),
    length: new Uint32Array(new SharedArrayBuffer(4 * tiles)),
    fallback: new Uint8Array(new SharedArrayBuffer(tiles)),
    scale: new Float64Array(new SharedArrayBuffer(8 * tiles)).fill(zscale ?? 1),
    zero: new Float64Array(new SharedArrayBuffer(8 * tiles)).fill(rawHeader.number("ZZERO") ?? 0),
    blankOfTile: columns.blank ? new Int32Array(new SharedArrayBuffer(4 * tiles)) : null,
  };
  const rowsAtOnce = Math.max(1, Math.floor(chunk / table.rowBytes));
  for (let tile = 0; tile < tiles; tile += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, tiles - tile);
    const start = table.dataOffset + (firstRow + tile) * table.rowBytes;
    const bytes = await file.source.read(start, rows * table.rowBytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let row = 0; row < rows; row++) readTile(view, row * table.rowBytes, tile + row, storage, columns, table, hdu);
  }
  return storage;
}

function readTile(
  view: DataView,
  at: number,
  tile: number,
  storage: TiledStorage,
  columns: TileColumns,
  table: TableLayout,
  hdu: Hdu,
): void {
  const place = `${hduLabel(hdu)}, tile ${tile}`;
  for (let kind = 0; kind < 3 && storage.length[tile] === 0; kind++) {
    const column = columns.data[kind];
    if (!column) continue;
    const slice = heapSlice(view, at + column.offset, column, table, place);
    if (slice.bytes > 0xffffffff) throw fitsError("too_large", `${place}: the data are longer than 4 GiB.`);
    storage.offset[tile] = slice.offset;
    storage.length[tile] = slice.bytes;
    storage.fallback[tile] = kind;
  }
  if (storage.length[tile] === 0) throw fitsError("tile_corrupt", `${place}: there are no data in any column.`);
  const pixels = storage.tileWidth * storage.tileHeight * (storage.slab?.planes ?? 1);
  if (pixels > Math.max(smallTile, storage.length[tile] * densest)) {
    throw fitsError("tile_corrupt", `${place}: the data are too short for the size of the tile.`);
  }
  if (columns.scale) storage.scale[tile] = view.getFloat64(at + columns.scale.offset);
  if (columns.zero) storage.zero[tile] = view.getFloat64(at + columns.zero.offset);
  if (columns.blank && storage.blankOfTile) storage.blankOfTile[tile] = view.getInt32(at + columns.blank.offset);
}

function tileColumns(hdu: Hdu, table: TableLayout): TileColumns {
  const named = (name: string) => table.columns.find((column) => column.name.toUpperCase() === name);
  const data = dataColumns.map(named);
  if (!data[0] || data.some((column) => column && !column.descriptor)) {
    throw fitsError("bad_table", `${hduLabel(hdu)}: the table has no COMPRESSED_DATA column of variable length.`);
  }
  return {
    data,
    scale: fixed(hdu, named("ZSCALE"), "D"),
    zero: fixed(hdu, named("ZZERO"), "D"),
    blank: fixed(hdu, named("ZBLANK"), "J"),
  };
}

function fixed(hdu: Hdu, column: ColumnLayout | undefined, type: "D" | "J"): ColumnLayout | undefined {
  if (column && (column.type !== type || column.descriptor || column.repeat !== 1)) {
    throw fitsError("bad_table", `${hduLabel(hdu)}: the column ${column.name} must have the format 1${type}.`);
  }
  return column;
}
