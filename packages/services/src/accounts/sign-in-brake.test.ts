import { describe, expect, it } from "vitest";
import { signInBrake } from "./sign-in-brake.ts";

describe("sign-in brake", () => {
  const setUp = () => {
    const clock = { now: 0 };
    return { clock, brake: signInBrake(() => clock.now) };
  };
  const fail = (brake: ReturnType<typeof signInBrake>, times: number) => {
    for (let i = 0; i < times; i++) brake.failed("Ada", "::1");
  };

  it("lets a few mistakes pass", () => {
    const { brake } = setUp();
    fail(brake, 4);
    expect(() => brake.check("ada", "::1")).not.toThrow();
  });

  it("makes each further mistake wait twice as long, whatever the name's case", () => {
    const { brake, clock } = setUp();
    fail(brake, 5);
    expect(() => brake.check("ADA", "::1")).toThrow("Try again in 1 s");
    clock.now = 1000;
    expect(() => brake.check("ada", "::1")).not.toThrow();
    fail(brake, 1);
    expect(() => brake.check("ada", "::1")).toThrow("Try again in 2 s");
  });

  it("does not stop the same name from another address, nor another name", () => {
    const { brake } = setUp();
    fail(brake, 20);
    expect(() => brake.check("ada", "::2")).not.toThrow();
    expect(() => brake.check("bob", "::1")).not.toThrow();
  });

  it("never waits longer than a quarter of an hour", () => {
    const { brake } = setUp();
    fail(brake, 100);
    expect(() => brake.check("ada", "::1")).toThrow("Try again in 900 s");
  });

  it("forgets after success", () => {
    const { brake } = setUp();
    fail(brake, 10);
    brake.succeeded("ada", "::1");
    expect(() => brake.check("ada", "::1")).not.toThrow();
  });
});
