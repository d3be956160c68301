import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, it } from "vitest";
import { roomIn } from "./room-in.ts";

const outgoing = () => new ServerResponse(new IncomingMessage(new Socket()));

it("waits until the reader has taken what was written", async () => {
  const response = outgoing();
  let hasRoom = false;
  const room = roomIn(response).then(() => {
    hasRoom = true;
  });
  await Promise.resolve();
  expect(hasRoom).toBe(false);
  response.emit("drain");
  await room;
});

it("waits no longer for a reader who leaves, or has left", async () => {
  const response = outgoing();
  const room = roomIn(response);
  response.emit("close");
  await room;
  response.destroy();
  await roomIn(response);
  expect(response.listenerCount("drain")).toBe(0);
});
