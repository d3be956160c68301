import type { ServiceOptions } from "../service-deps.ts";

export interface MemoryQueue {
  port: ServiceOptions["queue"];
  /** Operations that wait for a worker, oldest first. */
  waiting: number[];
  /** From now on every call fails, as when Redis is away. */
  breakDown(): void;
}

/** A queue that keeps the promises of the real one and delivers when a test says so. */
export function memoryQueue(): MemoryQueue {
  const waiting: number[] = [];
  let broken = false;
  const check = () => {
    if (broken) throw new Error("the queue is away");
  };
  const port: ServiceOptions["queue"] = {
    async enqueue({ operationId }) {
      check();
      if (!waiting.includes(operationId)) waiting.push(operationId);
    },
    async remove(operationId) {
      check();
      const at = waiting.indexOf(operationId);
      if (at >= 0) waiting.splice(at, 1);
      return at >= 0;
    },
    async has(operationId) {
      check();
      return waiting.includes(operationId);
    },
    async ping() {
      check();
    },
  };
  return {
    port,
    waiting,
    breakDown() {
      broken = true;
    },
  };
}
