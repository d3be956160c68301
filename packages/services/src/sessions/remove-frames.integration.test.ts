import { afterAll, beforeAll, expect, it } from "vitest";
import { type WorkBench, workBench } from "../testing/work-bench.fixture.ts";

let bench: WorkBench;
beforeAll(async () => {
  bench = await workBench();
});
afterAll(() => bench.close());

it("takes the named frames out and leaves the rest as it is", async () => {
  const ada = await bench.person("ada");
  const bob = await bench.person("bob");
  const { sessions } = bench.services;
  const items = [{ basename: "a" }, { basename: "a", source: "datalab" }, { basename: "b", x: 1 }, { note: "kept" }];
  const { id } = await sessions.create(ada, { name: "s", input_data: items });

  const left = await sessions.removeFrames(ada, id, { frames: [{ basename: "a" }, { basename: "unknown" }] });
  expect(left.input_data).toEqual(items.slice(1));
  expect((await sessions.get(ada, id)).input_data).toEqual(items.slice(1));

  await expect(sessions.removeFrames(bob, id, { frames: [{ basename: "b" }] })).rejects.toMatchObject({
    kind: "notFound",
  });
  for (const body of [{}, { frames: "b" }, { frames: [{}] }]) {
    await expect(sessions.removeFrames(ada, id, body)).rejects.toMatchObject({ fields: { frames: expect.anything() } });
  }
});
