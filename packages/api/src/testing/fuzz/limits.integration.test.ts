import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CALLER_ADDRESS } from "../../limits/caller-address.ts";
import { handleRest } from "../../rest/handle-rest.ts";
import { handleTrpc } from "../../trpc/handle-trpc.ts";
import { readAnswer } from "../isolation/answers.ts";
import { type Belongings, makeBelongings } from "../isolation/belongings.ts";
import { callers } from "../isolation/callers.ts";
import { createWorld, type World } from "../world.ts";
import { chanceOf } from "./chance.ts";
import { restRequest, trpcRequest } from "./requests.ts";

const PER_MINUTE = 60;

let world: World;
let owned: Belongings;
let headersOf: Awaited<ReturnType<typeof callers>>;

beforeAll(async () => {
  world = await createWorld({ perMinute: PER_MINUTE });
  headersOf = await callers(world);
  owned = await makeBelongings(world);
});
afterAll(async () => {
  expect(world.reported).toEqual([]);
  await world.close();
});

async function flood(count: number, headers: Record<string, string>): Promise<Response[]> {
  const answers: Response[] = [];
  for (let index = 0; index < count; index++) {
    const chance = chanceOf(7, index);
    const isRest = chance.happens(0.7);
    const made = isRest ? restRequest(owned, chance) : trpcRequest(owned, chance);
    if (/authprofile|schema/.test(made.path)) continue;
    const { path, body, ...init } = made;
    const request = new Request(`http://lab.example${path}`, {
      ...init,
      headers: { ...headers, ...made.headers },
      body: body || undefined,
    });
    const answer = await (isRest ? handleRest : handleTrpc)(request, world.deps);
    await readAnswer(answer, 200);
    answers.push(answer);
  }
  return answers;
}

const sessions = async (headers: Record<string, string>) =>
  handleRest(new Request("http://lab.example/api/datasessions/", { headers }), world.deps);

describe("with limits on, a flood of random requests", () => {
  it("by one user is turned away with the time to come back, and nobody else's", async () => {
    const answers = await flood(300, { ...headersOf("other", "any"), [CALLER_ADDRESS]: "192.0.2.1" });
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(100);
    for (const { headers } of refused) {
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(60);
    }
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    for (let i = 0; i < 20; i++) {
      const { status, headers } = await sessions({ ...headersOf("owner", "any"), [CALLER_ADDRESS]: "192.0.2.1" });
      expect([status, headers.get("ratelimit-limit")]).toEqual([200, String(PER_MINUTE)]);
    }
  });

  it("by nobody known is counted for the address, whose known users are not harmed", async () => {
    for (const column of ["anonymous", "invalid", "expired", "revoked"] as const) {
      const from = { [CALLER_ADDRESS]: `192.0.2.10${column.length}` };
      const statuses = (await flood(60, { ...headersOf(column, "any"), ...from })).map(({ status }) => status);
      expect(statuses.filter((status) => status === 429).length, column).toBeGreaterThan(20);
      expect((await sessions({ ...headersOf("staff", "any"), ...from })).status).toBe(200);
      expect((await sessions({ [CALLER_ADDRESS]: "198.51.100.1" })).status).not.toBe(429);
    }
  });
});
