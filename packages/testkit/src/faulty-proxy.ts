import { connect, createServer, type Server, type Socket } from "node:net";

/** refuse: nobody listens; hang: connections are taken and nothing passes; reset: they are taken and cut at once. */
export type Fault = "none" | "refuse" | "hang" | "reset";

export interface FaultyProxy {
  /** The given address with the proxy's host and port. */
  url: string;
  /** From now on; connections that are open suffer it too. */
  fail(fault: Fault): Promise<void>;
  close(): Promise<void>;
}

/** Stands before the server of an address, on loopback, and breaks on command. */
export async function startFaultyProxy(address: string): Promise<FaultyProxy> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  let fault: Fault = "none";
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    if (fault === "reset") client.resetAndDestroy();
    else if (fault === "hang") client.pause();
    else passOn(client);
  });
  const passOn = (client: Socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    keep(upstream);
    client.pipe(upstream).pipe(client);
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  };
  let port = await listen(server, 0);

  return {
    url: Object.assign(new URL(address), { hostname: "127.0.0.1", port: String(port) }).href.replace(/\/$/, ""),
    async fail(next) {
      const wasClosed = fault === "refuse";
      fault = next;
      if (next === "hang") for (const socket of sockets) socket.unpipe().pause();
      else for (const socket of sockets) socket.resetAndDestroy();
      if (next === "refuse") await closed(server);
      else if (wasClosed) port = await listen(server, port);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await closed(server);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const at = server.address();
      resolve(typeof at === "object" && at ? at.port : port);
    });
  });
}

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
