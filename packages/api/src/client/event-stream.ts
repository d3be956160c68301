type Listener = (event: object) => void;

interface Init {
  headers?: Record<string, string>;
}

interface Pending {
  event: string;
  data: string[];
}

const RECONNECT_MS = 1000;

/**
 * Server-sent events over fetch: browsers' EventSource cannot send an Authorization header and Node 20 has none.
 * Reconnects when the stream breaks; an answer that is no event stream closes it for good, as the standard says.
 */
export class EventStream {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  readyState = 0;
  readonly #url: string;
  readonly #headers: Record<string, string>;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #abort = new AbortController();
  #lastEventId = "";

  constructor(url: string, init: Init = {}) {
    this.#url = url;
    this.#headers = init.headers ?? {};
    void this.#run();
  }

  addEventListener(type: string, listener: Listener): void {
    const known = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, known.add(listener));
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener);
  }

  close = (): void => {
    this.readyState = this.CLOSED;
    this.#abort.abort();
  };

  async #run(): Promise<void> {
    while (this.readyState !== this.CLOSED) {
      await this.#connect().catch(() => undefined);
      if (this.readyState === this.CLOSED) return;
      this.readyState = this.CONNECTING;
      this.#emit("error", {});
      await new Promise((resume) => setTimeout(resume, RECONNECT_MS));
    }
  }

  async #connect(): Promise<void> {
    const response = await fetch(this.#url, {
      headers: {
        ...this.#headers,
        accept: "text/event-stream",
        ...(this.#lastEventId && { "last-event-id": this.#lastEventId }),
      },
      signal: this.#abort.signal,
    });
    if (!response.ok || !response.headers.get("content-type")?.startsWith("text/event-stream")) {
      this.close();
      this.#emit("error", { status: response.status });
      return;
    }
    this.readyState = this.OPEN;
    this.#emit("open", {});
    await this.#read(response.body!);
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const pending: Pending = { event: "message", data: [] };
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop()!;
      for (const line of lines) this.#line(line, pending);
    }
  }

  #line(line: string, pending: Pending): void {
    if (line === "") {
      this.#dispatch(pending);
      return;
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line)!;
    if (field === "data") pending.data.push(value!);
    else if (field === "event") pending.event = value!;
    else if (field === "id") this.#lastEventId = value!;
  }

  #dispatch(pending: Pending): void {
    if (pending.data.length > 0) {
      this.#emit(pending.event, { data: pending.data.join("\n"), lastEventId: this.#lastEventId });
    }
    pending.event = "message";
    pending.data = [];
  }

  #emit(type: string, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}
