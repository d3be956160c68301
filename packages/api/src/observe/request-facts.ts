import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of the request at work, for whoever writes a log line meanwhile. */
export interface RequestFacts {
  id: string;
  /** Set once the caller is known. */
  userId?: number;
}

const atWork = new AsyncLocalStorage<RequestFacts>();

export function withRequestFacts<Result>(facts: RequestFacts, work: () => Promise<Result>): Promise<Result> {
  return atWork.run(facts, work);
}

export function requestFacts(): RequestFacts | undefined {
  return atWork.getStore();
}
