import { coneQuery } from "./cone-query.ts";
import { toGaiaError } from "./gaia-error.ts";
import type { Gaia } from "./gaia-star.ts";
import { readAnswer } from "./read-answer.ts";
import { TapClient } from "./tap-client.ts";
import { runTapJob } from "./tap-job.ts";

export interface TapGaiaOptions {
  tapUrl: string;
  /** `host:port` pairs for which plain http and non-public addresses are allowed. */
  insecureHosts: readonly string[];
  timeouts?: Partial<TapGaiaTimeouts>;
  /** Largest answer; about 250 bytes a star. */
  maxBytes?: number;
}

interface TapGaiaTimeouts {
  requestMs: number;
  retryMs: number;
  pollMs: number;
  jobMs: number;
}

const defaultTimeouts: TapGaiaTimeouts = { requestMs: 30_000, retryMs: 1000, pollMs: 500, jobMs: 10 * 60_000 };
const defaultMaxBytes = 64 * 2 ** 20;

export interface TapGaia extends Gaia {
  close(): Promise<void>;
}

/** The Gaia archive, asked through its Table Access Protocol. */
export function tapGaia({ timeouts, maxBytes = defaultMaxBytes, ...options }: TapGaiaOptions): TapGaia {
  const times = { ...defaultTimeouts, ...timeouts };
  const client = new TapClient({ ...options, maxBytes, requestMs: times.requestMs, retryMs: times.retryMs });
  return {
    async cone(cone, signal) {
      const query = coneQuery(cone);
      try {
        return readAnswer(await runTapJob(client, query, times, signal));
      } catch (thrown) {
        throw toGaiaError(thrown, signal);
      }
    },
    close: () => client.close(),
  };
}
