import { once } from "node:events";
import { connect } from "node:net";
import { describe } from "vitest";
import { testEmptiedQueue } from "./emptied-queue.contract.ts";

/** A database of its own on the server: nobody else's jobs are in it. */
const NUMBER = 5;
const server = new URL(process.env.TEST_REDIS_URL ?? "redis://TEST_REDIS_URL-must-name-a-server:1");

async function flush(): Promise<void> {
  const socket = connect(Number(server.port), server.hostname);
  socket.write(`SELECT ${NUMBER}\r\nFLUSHDB\r\nQUIT\r\n`);
  socket.resume();
  await once(socket, "close");
}

describe("a queue on Redis that is emptied five times", () => {
  testEmptiedQueue(() => new URL(`/${NUMBER}`, server).href, flush);
});
