import type { Archive } from "@datalab/archive";
import type { BlobStore } from "@datalab/storage";
import type { Breaker } from "./breaker.ts";

/** The store behind a breaker. */
export function guardedStore(store: BlobStore, { call }: Breaker): BlobStore {
  return {
    put: (key, source) => call(() => store.put(key, source)),
    get: (key, range) => call(() => store.get(key, range)),
    head: (key) => call(() => store.head(key)),
    delete: (keys) => call(() => store.delete(keys)),
    list: (resultKey) => call(() => store.list(resultKey)),
    ping: () => call(() => store.ping()),
  };
}

/** The archive behind a breaker. */
export function guardedArchive(archive: Archive, { call }: Breaker): Archive {
  return {
    ...archive,
    frame: (basename, token) => call(() => archive.frame(basename, token)),
    frames: (basenames, token) => call(() => archive.frames(basenames, token)),
    download: (frame, toPath, options) => call(() => archive.download(frame, toPath, options)),
  };
}
