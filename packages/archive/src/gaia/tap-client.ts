import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "@datalab/errors";
import { Agent, type Dispatcher, request } from "undici";
import { publicLookup } from "../address-guard.ts";
import { checkHop, type HopRules } from "../hop-guard.ts";

export interface TapClientOptions {
  /** Base address of the service; no other host is ever asked. */
  tapUrl: string;
  /** `host:port` pairs for which plain http and non-public addresses are allowed. */
  insecureHosts: readonly string[];
  requestMs: number;
  /** Pause before a request is tried again; twice, the second time four times as long. */
  retryMs: number;
  maxBytes: number;
}

type Call = { method: "GET" | "POST"; body?: string; headers?: Record<string, string> };

const formHeaders = { "content-type": "application/x-www-form-urlencoded" };
const maxRedirects = 3;
const discardMs = 3000;

/** Requests to one TAP service, through the checks that downloads go through. What may pass is tried three times. */
export class TapClient {
  readonly #options: TapClientOptions;
  readonly #rules: HopRules;
  readonly #trusted: Agent;
  readonly #guarded: Agent;

  constructor(options: TapClientOptions) {
    this.#options = { ...options, tapUrl: options.tapUrl.replace(/\/+$/, "") };
    this.#rules = { hosts: [new URL(options.tapUrl).hostname], insecureHosts: options.insecureHosts };
    const timeouts = { headersTimeout: options.requestMs, bodyTimeout: options.requestMs };
    this.#trusted = new Agent({ ...timeouts, connect: { timeout: options.requestMs } });
    this.#guarded = new Agent({ ...timeouts, connect: { timeout: options.requestMs, lookup: publicLookup() } });
  }

  /**
   * Posts a form that makes a job in a list of jobs; answers the job's address. Of the address the service tells only the
   * job's name is used: some tell one of plain http.
   */
  async submit(list: string, form: Record<string, string>, signal: AbortSignal): Promise<string> {
    const call: Call = { method: "POST", body: new URLSearchParams(form).toString(), headers: formHeaders };
    return this.#patiently(signal, async () => {
      const { response } = await this.#send(`${this.#options.tapUrl}${list}`, call, signal);
      dropBody(response);
      const job = /\/([\w.-]+)\/?$/.exec(String(response.headers.location))?.[1];
      if (response.statusCode !== 303 || !job) throw statusError(response.statusCode);
      return `${this.#options.tapUrl}${list}/${job}`;
    });
  }

  /** The body at an address of the service, redirects followed within the rules. */
  text(address: string, signal: AbortSignal): Promise<string> {
    return this.#patiently(signal, async () => {
      let target = address;
      for (let redirects = 0; redirects <= maxRedirects; redirects++) {
        const { response, url } = await this.#send(target, { method: "GET" }, signal);
        const { location } = response.headers;
        if (response.statusCode === 200) return await this.#read(response.body);
        dropBody(response);
        if (response.statusCode < 300 || response.statusCode >= 400 || typeof location !== "string") {
          throw statusError(response.statusCode);
        }
        target = new URL(location, url).href;
      }
      throw new AppError("forbidden", "gaia.too_many_redirects", "Gaia's address redirects too often.");
    });
  }

  /** Deletes a job, if that can be done at once; jobs that stay behind expire. */
  async discard(job: string): Promise<void> {
    const call: Call = { method: "POST", body: "ACTION=DELETE", headers: formHeaders };
    try {
      dropBody((await this.#send(job, call, AbortSignal.timeout(discardMs))).response);
    } catch {
      // it expires at the service
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#trusted.destroy(), this.#guarded.destroy()]);
  }

  async #send(address: string, call: Call, signal: AbortSignal) {
    const { url, trusted } = checkHop(address, this.#rules);
    const dispatcher = trusted ? this.#trusted : this.#guarded;
    return { url, response: await request(url, { ...call, dispatcher, signal }) };
  }

  async #patiently<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
    for (const wait of [this.#options.retryMs, 4 * this.#options.retryMs]) {
      try {
        return await attempt();
      } catch (thrown) {
        if (signal.aborted || (thrown instanceof AppError && !thrown.policy.retry)) throw thrown;
        await pause(wait, undefined, { signal });
      }
    }
    return attempt();
  }

  async #read(body: AsyncIterable<Buffer>): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > this.#options.maxBytes) {
        const text = "Gaia knows too many stars in this circle; please choose a smaller search radius.";
        throw new AppError("tooLarge", "gaia.too_many_stars", text);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  }
}

function dropBody({ body }: Dispatcher.ResponseData): void {
  body.on("error", () => undefined).destroy();
}

function statusError(status: number): AppError {
  const kind = status === 408 || status === 429 || status >= 500 ? "transient" : "internal";
  return new AppError(kind, "gaia.refused", `Gaia answered ${status}.`);
}
