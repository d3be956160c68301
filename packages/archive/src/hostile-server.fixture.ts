import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** What a hostile server does with the bare connection, once a request has come. */
export type Misbehave = (socket: Socket, path: string) => void;

export interface HostileServer {
  port: number;
  /** Paths that were asked for. */
  asked: string[];
  behave(next: Misbehave): void;
  close(): Promise<void>;
}

/** Speaks whatever bytes a test wants, as no well-behaved HTTP server would. */
export async function hostileServer(): Promise<HostileServer> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let behaviour: Misbehave = (socket) => socket.destroy();
  const server: Server = createServer((request) => {
    asked.push(request.url!);
    behaviour(request.socket, request.url!);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined); // the other side has every right to hang up
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    behave(next) {
      behaviour = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** A whole answer with its true length. */
export function answer(status: number, body: string | Uint8Array, headers: Record<string, string> = {}): Misbehave {
  const lines = Object.entries({ "content-length": String(Buffer.byteLength(body)), ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return (socket) => {
    socket.write(`HTTP/1.1 ${status} Some\r\n${head}\r\n`);
    socket.write(body);
  };
}

/** Writes the same over and over for as long as somebody reads; `pauseMs` makes it a drip. */
export function pour(start: string, again: string | Uint8Array, pauseMs = 0): Misbehave {
  return (socket) => {
    socket.write(start);
    const more = () => {
      if (socket.destroyed) return;
      if (pauseMs > 0) {
        socket.write(again);
        setTimeout(more, pauseMs);
      } else if (socket.write(again)) setImmediate(more);
      else socket.once("drain", more);
    };
    more();
  };
}
