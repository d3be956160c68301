import { Agent } from "undici";
import { publicLookup } from "./address-guard.ts";
import type { Archive, ArchiveFrame } from "./archive.ts";
import { downloadFile } from "./download-file.ts";
import { findFrame } from "./find-frame.ts";
import { mapConcurrently } from "./map-concurrently.ts";

export interface HttpArchiveOptions {
  /** Base address of the archive's API. */
  api: string;
  /** Hosts that frames may be downloaded from: exact names, or suffixes when they start with a dot. */
  hosts: readonly string[];
  /** `host:port` pairs for which plain http and non-public addresses are allowed. */
  insecureHosts: readonly string[];
  timeouts?: Partial<ArchiveTimeouts>;
}

export interface ArchiveTimeouts {
  connectMs: number;
  headersMs: number;
  /** Longest silence in the middle of a body. */
  idleMs: number;
  /** Longest download altogether. */
  totalMs: number;
}

const defaultTimeouts: ArchiveTimeouts = { connectMs: 10_000, headersMs: 30_000, idleMs: 60_000, totalMs: 20 * 60_000 };
const lookupConcurrency = 6;

export interface HttpArchive extends Archive {
  close(): Promise<void>;
}

export function httpArchive({ api, hosts, insecureHosts, timeouts }: HttpArchiveOptions): HttpArchive {
  const limits = { ...defaultTimeouts, ...timeouts };
  const agentOptions = { headersTimeout: limits.headersMs, bodyTimeout: limits.idleMs };
  const trusted = new Agent({ ...agentOptions, connect: { timeout: limits.connectMs } });
  const guarded = new Agent({ ...agentOptions, connect: { timeout: limits.connectMs, lookup: publicLookup() } });

  const frame = (basename: string, token: string | null) =>
    findFrame({ api, basename, token, dispatcher: trusted, timeoutMs: limits.headersMs });

  return {
    frame,
    frames: (basenames, token) => mapConcurrently(basenames, lookupConcurrency, (basename) => frame(basename, token)),
    async download(found: ArchiveFrame, toPath, { maxBytes, signal }) {
      const rules = { hosts, insecureHosts };
      const dispatchers = { guarded, trusted };
      await downloadFile({
        url: found.url,
        toPath,
        maxBytes,
        rules,
        dispatchers,
        totalTimeoutMs: limits.totalMs,
        signal,
      });
    },
    async close() {
      await Promise.all([trusted.destroy(), guarded.destroy()]);
    },
  };
}
