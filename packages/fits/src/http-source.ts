import type { ByteSource } from "./byte-source.ts";
import { fitsError } from "./fits-error.ts";

/** What `httpSource` needs of an answer; the global `Response` has it. */
export interface HttpAnswer {
  status: number;
  headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** How `httpSource` asks and what it keeps. */
export interface HttpSourceOptions {
  /** Who fetches, with whatever guards, tokens and time limits there are: `globalThis.fetch` will do. */
  fetch(url: string, init: { headers: Record<string, string> }): Promise<HttpAnswer>;
  /** Bytes of a request at least, and of the pieces that are kept; 65 536 by default. */
  blockBytes?: number;
  /** Pieces kept; 32 by default. */
  blocks?: number;
}

/**
 * A file on a server that answers range requests (RFC 9110, §14). Whole blocks are asked for and the last ones kept, so that headers
 * and small neighbouring reads cost one request each. A server that ignores `Range` is refused rather than read in full.
 *
 * Throws fits.unreachable (may be tried again) when a request fails or is refused, fits.truncated when the file is shorter than before.
 */
export async function httpSource(url: string, options: HttpSourceOptions): Promise<ByteSource> {
  const { blockBytes = 65_536, blocks = 32 } = options;
  const kept = new Map<number, Uint8Array>();
  const first = await request(url, options, 0, blockBytes);
  const { size } = first;
  kept.set(0, first.bytes);

  /** Blocks `from` to `to` − 1 in one request. */
  async function load(from: number, to: number): Promise<Uint8Array> {
    const end = Math.min(to * blockBytes, size);
    const { bytes } = await request(url, options, from * blockBytes, end - from * blockBytes);
    if (bytes.length !== end - from * blockBytes)
      throw fitsError("truncated", "The server sent fewer bytes than asked.");
    for (let block = Math.max(from, to - blocks); block < to; block++) {
      const start = (block - from) * blockBytes;
      kept.set(block, bytes.slice(start, start + blockBytes));
    }
    return bytes;
  }

  function drop(): void {
    for (const block of kept.keys()) {
      if (kept.size <= blocks) return;
      kept.delete(block);
    }
  }

  return {
    size,
    async read(offset, length) {
      if (!(offset >= 0 && length >= 0 && offset + length <= size)) {
        throw fitsError(
          "truncated",
          `The file ends at byte ${size}, before the ${length} bytes expected at ${offset}.`,
        );
      }
      const result = new Uint8Array(length);
      const end = Math.ceil((offset + length) / blockBytes);
      for (let block = Math.floor(offset / blockBytes); block < end && length > 0; ) {
        let next = block + 1;
        let bytes = kept.get(block);
        if (!bytes) {
          while (next < end && !kept.has(next)) next++;
          bytes = await load(block, next);
        }
        const start = block * blockBytes;
        const from = Math.max(offset, start);
        const to = Math.min(offset + length, start + bytes.length);
        result.set(bytes.subarray(from - start, to - start), from - offset);
        block = next;
      }
      drop();
      return result;
    },
    async close() {
      kept.clear();
    },
  };
}

async function request(url: string, { fetch }: HttpSourceOptions, start: number, length: number) {
  const headers = { Range: `bytes=${start}-${start + length - 1}`, "Accept-Encoding": "identity" };
  const answer = await fetch(url, { headers }).catch((thrown: unknown) => {
    throw fitsError("unreachable", "The server of the file cannot be reached.", thrown);
  });
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.headers.get("content-range") ?? "");
  if (answer.status === 416 && start === 0) return { size: 0, bytes: new Uint8Array(0) };
  if (answer.status !== 206 || !range || Number(range[1]) !== start || Number(range[2]) >= start + length) {
    throw fitsError("unreachable", `The server of the file answered ${answer.status} to a request for a part of it.`);
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.length !== Number(range[2]) + 1 - start) throw fitsError("truncated", "The server's answer was cut short.");
  return { size: Number(range[3]), bytes };
}
