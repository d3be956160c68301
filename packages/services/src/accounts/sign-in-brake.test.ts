import { describe, expect, it } from "vitest";
import { signInBrake } from "./sign-in-brake.ts";

describe("sign-in brake", () => {
  const setUp = () => {
    const clock = { now: 0 };
    return { clock, brake: signInBrake(() => clock.now) };
  };
  type Brake = ReturnType<typeof signInBrake>;
  const HOUR = 3_600_000;

  /** Tries again and again, each as soon as it may. */
  const patientTries = (
    { brake, clock }: ReturnType<typeof setUp>,
    times: number,
    addressOf = (_: number) => "::1",
  ) => {
    for (let tries = 0; tries < times; ) {
      try {
        brake.attempt("Ada", addressOf(tries));
        tries++;
      } catch {
        clock.now += 1000;
      }
    }
  };
  const waits = (brake: Brake, name = "ada", address = "::1") => {
    try {
      brake.attempt(name, address);
      return 0;
    } catch (thrown) {
      return Number(/in (\d+) s/.exec((thrown as Error).message)![1]);
    }
  };

  it("lets a few tries pass, also when they come at the same moment, and no more", () => {
    const { brake } = setUp();
    for (let i = 0; i < 5; i++) expect(waits(brake)).toBe(0);
    expect(waits(brake)).toBe(1);
  });

  it("makes each further mistake wait twice as long, whatever the name's case, up to a quarter of an hour", () => {
    const bench = setUp();
    patientTries(bench, 6);
    expect(waits(bench.brake, "ADA")).toBe(2);
    patientTries(bench, 1);
    expect(waits(bench.brake)).toBe(4);
    patientTries(bench, 20);
    expect(waits(bench.brake)).toBe(900);
  });

  it("does not stop another name, nor for a few mistakes the same name from elsewhere", () => {
    const bench = setUp();
    patientTries(bench, 10);
    expect([waits(bench.brake, "ada", "::2"), waits(bench.brake, "bob")]).toEqual([0, 0]);
  });

  it("stops guesses that come from a new address each time", () => {
    const bench = setUp();
    for (let i = 0; i < 30; i++) expect(waits(bench.brake, "ada", `forged-${i}`)).toBe(0);
    expect(waits(bench.brake, "ada", "forged-x")).toBe(1);
    patientTries(bench, 20, (i) => `forged-again-${i}`);
    expect(waits(bench.brake, "ada", "forged-y")).toBe(60);
  });

  it("lets the owner in from where they were before, while a stranger guesses from everywhere", () => {
    const bench = setUp();
    bench.brake.attempt("ada", "home");
    bench.brake.succeeded("ada", "home");
    patientTries(bench, 60, (i) => `forged-${i}`);
    expect(waits(bench.brake, "ada", "elsewhere")).toBe(60);
    expect(waits(bench.brake, "ada", "home")).toBe(0);
    for (let i = 0; i < 4; i++) waits(bench.brake, "ada", "home");
    expect(waits(bench.brake, "ada", "home")).toBe(1); // pretending to be at home helps for a few tries only
  });

  it("forgets after success, after an hour, and what could not be judged", () => {
    const bench = setUp();
    patientTries(bench, 10);
    bench.brake.succeeded("ada", "::1");
    expect(waits(bench.brake)).toBe(0);
    patientTries(bench, 20);
    bench.clock.now += HOUR;
    expect(waits(bench.brake)).toBe(0);
    bench.brake.succeeded("ada", "::1");
    for (let i = 0; i < 50; i++) {
      expect(waits(bench.brake)).toBe(0);
      bench.brake.withdraw("ada", "::1");
    }
  });
});
