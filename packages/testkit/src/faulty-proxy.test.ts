import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultyProxy, startFaultyProxy } from "./faulty-proxy.ts";

const server = createServer((_, response) => response.end("hello"));
let proxy: FaultyProxy;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy = await startFaultyProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await proxy.close();
  server.close();
});

const ask = () => fetch(proxy.url, { signal: AbortSignal.timeout(500) }).then((answer) => answer.text());

it("refuses, hangs, resets and is well again, on command", async () => {
  expect(await ask()).toBe("hello");
  await proxy.fail("refuse");
  await expect(ask()).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  await proxy.fail("hang");
  await expect(ask()).rejects.toMatchObject({ name: "TimeoutError" });
  await proxy.fail("reset");
  await expect(ask()).rejects.toMatchObject({ message: "fetch failed" });
  await proxy.fail("none");
  expect(await ask()).toBe("hello");
});
