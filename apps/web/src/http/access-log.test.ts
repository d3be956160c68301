import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { type AccessEntry, logAccess } from "./access-log.ts";

it("tells who asked what and what came of it, and no secret of the address", async () => {
  const written = new Promise<AccessEntry>((write) => {
    const server = createServer((incoming, outgoing) => {
      logAccess({ incoming, outgoing }, { requestId: "r1", address: "192.0.2.3", userId: () => 7 }, write);
      outgoing.statusCode = 404;
      outgoing.setHeader("Content-Length", "4");
      outgoing.end("gone");
      outgoing.once("close", () => server.close());
    }).listen(0, "127.0.0.1", async () => {
      const { port } = server.address() as AddressInfo;
      const headers = { authorization: "Token secret-token", connection: "close" };
      await (await fetch(`http://127.0.0.1:${port}/files/5/k.fits?s=secret-signature`, { headers })).text();
    });
  });
  const entry = await written;
  expect(entry).toEqual({
    requestId: "r1",
    method: "GET",
    path: "/files/5/k.fits",
    status: 404,
    ms: expect.any(Number),
    bytes: 4,
    userId: 7,
    address: "192.0.2.3",
    complete: true,
  });
  expect(JSON.stringify(entry)).not.toContain("secret");
});
