import type { OperationResult } from "@datalab/operations";
import { describe, expect, it } from "vitest";
import { resultPublisher } from "./result-publisher.ts";

const resultOf = (...names: string[]): OperationResult => ({
  output_files: names.map((name) => ({
    basename: name,
    type: "fits",
    files: [{ role: "fits", name: `${name}.fits`, path: `/tmp/${name}`, contentType: "application/fits" }],
  })),
  output_data: [],
  attachments: [],
});

function setUp({ shown = 0, failing = 0 } = {}) {
  const puts: string[] = [];
  const seen: number[] = [];
  const controller = new AbortController();
  let failures = failing;
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const store = {
    async put(key: string) {
      await gate;
      if (failures-- > 0) throw new Error("the store is away");
      puts.push(key);
      return { size: 1, sha256: key };
    },
  } as never;
  const publisher = resultPublisher({
    store,
    folder: "folder",
    shown,
    signal: controller.signal,
    show: async (_, files) => seen.push(files.length),
  });
  return { publisher, puts, seen, open, controller };
}

describe("publishing a result", () => {
  it("stores each file once, and shows only the newest of what came while it was busy", async () => {
    const { publisher, puts, seen, open } = setUp();
    for (const names of [["a"], ["a", "b"], ["a", "b", "c"]]) publisher.publish(resultOf(...names));
    open();
    const files = await publisher.finish(resultOf("a", "b", "c"));
    expect(files.map(({ key }) => key)).toEqual(["folder/a.fits", "folder/b.fits", "folder/c.fits"]);
    expect(puts).toEqual(["folder/a.fits", "folder/b.fits", "folder/c.fits"]);
    expect(seen).toEqual([1]);
  });

  it("never shows less than was seen before", async () => {
    const { publisher, seen, open } = setUp({ shown: 2 });
    open();
    for (const names of [["a"], ["a", "b"]]) publisher.publish(resultOf(...names));
    await publisher.stop();
    expect(seen).toEqual([]);
    publisher.publish(resultOf("a", "b", "c"));
    await publisher.stop();
    expect(seen).toEqual([3]);
  });

  it("tries again at the end what failed on the way, and tells of a failure there", async () => {
    const { publisher, open, seen } = setUp({ failing: 2 });
    open();
    publisher.publish(resultOf("a"));
    await expect(publisher.finish(resultOf("a"))).rejects.toThrow("the store is away");
    expect(await publisher.finish(resultOf("a"))).toHaveLength(1);
    expect(seen).toEqual([]);
  });

  it("stores nothing more once it was stopped from outside", async () => {
    const { publisher, puts, open, controller } = setUp();
    publisher.publish(resultOf("a", "b"));
    controller.abort(new Error("stopped"));
    open();
    await expect(publisher.finish(resultOf("a", "b"))).rejects.toThrow("stopped");
    expect(puts).toEqual(["folder/a.fits"]);
  });
});
