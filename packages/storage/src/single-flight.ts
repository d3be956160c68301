interface Flight<T> {
  result: Promise<T>;
  abort: AbortController;
  waiting: number;
}

/**
 * Runs `work` once for all callers that ask for the same key at the same time. A caller that aborts leaves alone; the work
 * itself is aborted when the last caller has left.
 */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  async do(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#start(key, work);
    flight.waiting++;
    try {
      return await (signal ? unlessAborted(flight.result, signal) : flight.result);
    } finally {
      if (--flight.waiting === 0) {
        this.#forget(key, flight);
        flight.abort.abort();
      }
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const abort = new AbortController();
    const flight: Flight<T> = { abort, waiting: 0, result: work(abort.signal) };
    flight.result.catch(() => {}); // every caller may have left
    this.#flights.set(key, flight);
    flight.result.finally(() => this.#forget(key, flight)).catch(() => {});
    return flight;
  }

  #forget(key: string, flight: Flight<T>) {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}

async function unlessAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave = () => {};
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason);
    signal.addEventListener("abort", leave);
  });
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener("abort", leave); // one signal may fetch a thousand frames
  }
}
