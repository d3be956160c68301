import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { idleLimit } from "./idle-limit.ts";

const silence = () => new Error("silent");

it("hands on every byte", async () => {
  const pieces = Array.from({ length: 50 }, (_, i) => Buffer.alloc(10_000, i));
  expect(await buffer(idleLimit(Readable.from(pieces), 1000, silence))).toEqual(Buffer.concat(pieces));
});

it("ends with the error when the source falls silent, and closes the source", async () => {
  const source = new PassThrough();
  source.write("first");
  await expect(buffer(idleLimit(source, 50, silence))).rejects.toThrow("silent");
  expect(source.destroyed).toBe(true);
});

it("hands on the error of the source", async () => {
  const source = new PassThrough();
  setTimeout(() => source.destroy(new Error("cut")), 10);
  await expect(buffer(idleLimit(source, 5000, silence))).rejects.toThrow("cut");
});

it("lets a reader take their time", async () => {
  const limited = idleLimit(Readable.from([Buffer.from("a"), Buffer.from("b"), Buffer.from("c")]), 50, silence);
  let text = "";
  for await (const piece of limited) {
    text += piece;
    await pause(120);
  }
  expect(text).toBe("abc");
});

it("closes the source when its reader leaves", async () => {
  const source = new PassThrough();
  source.write("first");
  const limited = idleLimit(source, 5000, silence);
  for await (const _ of limited) break;
  await pause(10);
  expect(source.destroyed).toBe(true);
});
