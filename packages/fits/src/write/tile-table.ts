import { fitsError } from "../fits-error.ts";
import type { EncodedTile } from "../tiles/index.ts";

const largestHeap = 2 ** 31 - 1;

/** The rows of a tile table while its tiles arrive: descriptors into the heap and, for floats, the gzip column, ZSCALE and ZZERO. */
export class TileTable {
  readonly rowBytes: number;
  readonly rows: Uint8Array;
  heapBytes = 0;
  /** The longest tile in COMPRESSED_DATA and in GZIP_COMPRESSED_DATA. */
  longest = 0;
  longestFallback = 0;
  hasNulls = false;
  private readonly view: DataView;
  private readonly isFloat: boolean;
  private next = 0;

  constructor(tiles: number, isFloat: boolean) {
    this.isFloat = isFloat;
    this.rowBytes = isFloat ? 32 : 8;
    this.rows = new Uint8Array(tiles * this.rowBytes);
    this.view = new DataView(this.rows.buffer);
  }

  get isComplete(): boolean {
    return this.next * this.rowBytes === this.rows.length;
  }

  /** Notes that the data of the next tile come next in the heap. */
  add(tile: EncodedTile): void {
    if (this.isComplete) throw fitsError("not_writable", "The image has more tiles than rows.");
    if (tile.fallback && !this.isFloat) throw fitsError("not_writable", "Integer images have no gzip column.");
    if (this.heapBytes + tile.data.length > largestHeap) {
      throw fitsError("too_large", "The compressed image is larger than 2 GiB.");
    }
    const at = this.next * this.rowBytes;
    const descriptor = at + (tile.fallback ? 8 : 0);
    this.view.setInt32(descriptor, tile.data.length);
    this.view.setInt32(descriptor + 4, this.heapBytes);
    if (this.isFloat) {
      this.view.setFloat64(at + 16, tile.scale);
      this.view.setFloat64(at + 24, tile.zero);
    }
    if (tile.fallback) this.longestFallback = Math.max(this.longestFallback, tile.data.length);
    else this.longest = Math.max(this.longest, tile.data.length);
    this.hasNulls ||= tile.hasNulls;
    this.heapBytes += tile.data.length;
    this.next++;
  }
}
