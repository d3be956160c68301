import { expect, it, vi } from "vitest";
import { seldom } from "./seldom.ts";

it("tells the same thing once a minute, with how often it came, and other things at once", () => {
  let time = 0;
  const base = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const logger = seldom(base, () => time);
  const full = Object.assign(new Error("no space"), { code: "ENOSPC" });
  for (let n = 0; n < 1000; n++) logger.error({ err: full }, "A run failed");
  expect(base.error).toHaveBeenCalledTimes(1);
  logger.error({ err: new Error("another") }, "A run failed");
  logger.warn({ err: full }, "A run failed");
  expect(base.error).toHaveBeenCalledTimes(2);
  expect(base.warn).toHaveBeenCalledTimes(1);
  time = 61_000;
  logger.error({ err: full }, "A run failed");
  expect(base.error).toHaveBeenLastCalledWith({ err: full, timesSince: 999 }, "A run failed");
  logger.info({}, "x");
  logger.info({}, "x");
  expect(base.info).toHaveBeenCalledTimes(2);
});
