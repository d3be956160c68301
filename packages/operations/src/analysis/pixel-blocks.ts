import type { Rectangle } from "@datalab/fits";
import type { FrameInput, KernelPool } from "@datalab/kernels";
import { LRUCache } from "lru-cache";
import { fitsFloat32, readRowsTask } from "./read-rows-task.ts";

type Block = Float32Array | Float64Array;

/** Decoded rows of several frames. */
export type BlockCache = LRUCache<string, Promise<Block>>;

/** What was used last stays, up to so many bytes of pixels. */
export function blockCache(maxBytes: number): BlockCache {
  return new LRUCache({ maxSize: maxBytes });
}

const blockRows = 64;

/**
 * The pixels of one image, decoded in the pool's threads in blocks of rows, no more of them than asked for. Blocks are kept for the next
 * request in a cache that all images share; two requests for a block at one time decode it once.
 */
export class PixelBlocks {
  readonly #pool: KernelPool;
  readonly #input: FrameInput;
  readonly #cache: BlockCache;
  readonly #name: string;
  readonly #rows: number;

  /** `name` tells this image from all others in the cache. */
  constructor(pool: KernelPool, input: FrameInput, cache: BlockCache, name: string) {
    this.#pool = pool;
    this.#input = input;
    this.#cache = cache;
    this.#name = name;
    const { storage } = input.layout;
    const tileHeight = storage.kind === "tiles" ? storage.tileHeight : 1;
    this.#rows = Math.ceil(blockRows / tileHeight) * tileHeight;
  }

  /** The pixels at (columns[i], rows[i]), all inside the image; NaN = no value. Memory: the blocks in work. */
  async at(columns: ArrayLike<number>, rows: ArrayLike<number>): Promise<Float64Array> {
    const values = new Float64Array(columns.length);
    const byBlock = new Map<number, number[]>();
    for (let i = 0; i < columns.length; i++) {
      const index = Math.floor(rows[i] / this.#rows);
      const wanted = byBlock.get(index);
      if (wanted) wanted.push(i);
      else byBlock.set(index, [i]);
    }
    await this.#each(
      [...byBlock],
      ([index]) => index,
      (block, [index, wanted]) => {
        for (const i of wanted)
          values[i] = block[(rows[i] - index * this.#rows) * this.#input.layout.width + columns[i]];
      },
    );
    return values;
  }

  /** A rectangle inside the image, row by row from its lowest; NaN = no value. */
  async rectangle({ x0, y0, x1, y1 }: Rectangle): Promise<Float64Array> {
    const values = new Float64Array((x1 - x0) * (y1 - y0));
    const first = Math.floor(y0 / this.#rows);
    const count = Math.ceil(y1 / this.#rows) - first;
    await this.#each(
      Array.from({ length: count }, (_, i) => first + i),
      (index) => index,
      (block, index) => {
        const start = index * this.#rows;
        for (let y = Math.max(y0, start); y < Math.min(y1, start + this.#rows); y++) {
          const at = (y - start) * this.#input.layout.width;
          values.set(block.subarray(at + x0, at + x1), (y - y0) * (x1 - x0));
        }
      },
    );
    return values;
  }

  /** Hands over blocks as they come, never more of them in memory than threads can work on. */
  async #each<Item>(items: Item[], indexOf: (item: Item) => number, take: (block: Block, item: Item) => void) {
    let next = 0;
    const lane = async () => {
      while (next < items.length) {
        const item = items[next++];
        take(await this.#block(indexOf(item)), item);
      }
    };
    await Promise.all(Array.from({ length: this.#pool.threads + 1 }, lane));
  }

  #block(index: number): Promise<Block> {
    const key = `${this.#name}#${index}`;
    const known = this.#cache.get(key);
    if (known) return known;
    const { width, height } = this.#input.layout;
    const y0 = index * this.#rows;
    const y1 = Math.min(y0 + this.#rows, height);
    const read = this.#pool.call(readRowsTask, { input: this.#input, y0, y1 });
    this.#cache.set(key, read, { size: width * (y1 - y0) * (fitsFloat32(this.#input) ? 4 : 8) });
    read.catch(() => this.#cache.delete(key));
    return read;
  }
}
