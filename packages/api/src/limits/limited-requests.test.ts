import { describe, expect, it } from "vitest";
import { handleRest } from "../rest/handle-rest.ts";
import { fakeDeps } from "../testing/fake-services.ts";
import { handleTrpc } from "../trpc/handle-trpc.ts";
import { CALLER_ADDRESS } from "./caller-address.ts";

const rest = (headers: Record<string, string>) => new Request("http://x/api/datasessions/", { headers });
const trpc = (headers: Record<string, string>) => new Request("http://x/api/trpc/catalogue.list", { headers });
const alice = { authorization: "Token good" };

describe.each([
  ["REST", rest, handleRest],
  ["tRPC", trpc, handleTrpc],
] as const)("%s", (_, request, handle) => {
  it("tells what is left, and refuses with the time to come back", async () => {
    const deps = fakeDeps({ perMinute: 2 });
    const first = await handle(request(alice), deps);
    expect(first.status).toBe(200);
    expect(first.headers.get("ratelimit-limit")).toBe("2");
    expect(first.headers.get("ratelimit-remaining")).toBe("1");
    expect(Number(first.headers.get("ratelimit-reset"))).toBeGreaterThan(0);
    await handle(request(alice), deps);
    const refused = await handle(request(alice), deps);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    expect(refused.headers.get("ratelimit-reset")).toBe(refused.headers.get("retry-after"));
  });

  it("counts callers without valid credentials by their address, not other callers from there", async () => {
    const deps = fakeDeps({ perMinute: 10 });
    const guess = () => handle(request({ authorization: "Token wrong", [CALLER_ADDRESS]: "9.9.9.9" }), deps);
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 429]);
    expect((await handle(request({ ...alice, [CALLER_ADDRESS]: "9.9.9.9" }), deps)).status).toBe(200);
    expect((await handle(request({ [CALLER_ADDRESS]: "9.9.9.8" }), deps)).status).toBe(401);
  });
});
