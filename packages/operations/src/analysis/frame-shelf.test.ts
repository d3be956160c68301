import { describe, expect, it } from "vitest";
import type { AnalysisFrame } from "./define.ts";
import { FrameShelf, type OpenedFrame } from "./frame-shelf.ts";

function shelfOf(places: number) {
  const log: string[] = [];
  const shelf = new FrameShelf(places);
  const open = (name: string) => async (): Promise<OpenedFrame> => {
    log.push(`open ${name}`);
    await Promise.resolve();
    return { frame: { basename: name } as AnalysisFrame, release: async () => void log.push(`release ${name}`) };
  };
  const use = (name: string, work: () => Promise<unknown> = async () => {}) =>
    shelf.with(name, open(name), async (frame) => {
      const { basename } = await frame();
      await work();
      return basename;
    });
  return { log, shelf, use };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("a shelf of frames", () => {
  it("opens a frame once for all who ask, at once and later", async () => {
    const { log, use } = shelfOf(2);
    expect(await Promise.all([use("a"), use("a"), use("a")])).toEqual(["a", "a", "a"]);
    await use("a");
    expect(log).toEqual(["open a"]);
  });

  it("does not open what nobody asks for", async () => {
    const { shelf } = shelfOf(2);
    const never = () => Promise.reject(new Error("opened"));
    expect(await shelf.with("a", never, async () => 7)).toBe(7);
  });

  it("lets go of the frame that was not used for longest", async () => {
    const { log, use } = shelfOf(2);
    for (const name of ["a", "b", "a", "c"]) await use(name);
    await settled();
    expect(log).toEqual(["open a", "open b", "open c", "release b"]);
  });

  it("keeps a frame as long as it is used", async () => {
    const { log, use } = shelfOf(1);
    let done = () => {};
    const working = use("a", () => new Promise<void>((resolve) => (done = resolve)));
    await settled();
    await use("b");
    await settled();
    expect(log).toEqual(["open a", "open b"]);
    done();
    await working;
    await settled();
    expect(log).toEqual(["open a", "open b", "release a"]);
  });

  it("tries again after a failure", async () => {
    const { shelf, use } = shelfOf(2);
    const failing = shelf.with(
      "a",
      () => Promise.reject(new Error("no")),
      (frame) => frame(),
    );
    await expect(failing).rejects.toThrow("no");
    expect(await use("a")).toBe("a");
  });

  it("lets go of all when it is cleared", async () => {
    const { log, shelf, use } = shelfOf(4);
    await use("a");
    await use("b");
    shelf.clear();
    await settled();
    expect(log.slice(2)).toEqual(["release a", "release b"]);
  });
});
