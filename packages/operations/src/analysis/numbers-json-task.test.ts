import { expect, it } from "vitest";
import { numbersJson } from "./numbers-json-task.ts";

const context = {} as never;
const written = (values: number[]) =>
  String(Buffer.from(numbersJson(context, { values: Float32Array.from(values), from: 0, to: values.length }).result));

it("writes numbers short and plain", () => {
  expect(written([0, 1, -2.5, 123456, 0.5, 100, 65535, 1074.6333, -0.125])).toBe(
    "0,1,-2.5,123456,0.5,100,65535,1074.6333,-0.125",
  );
});

it("writes null for what JSON has no number for", () => {
  expect(written([Number.NaN, 1, Infinity, -Infinity])).toBe("null,1,null,null");
});

it("names every float32 so that reading gives it back", () => {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  const bits = Uint32Array.from({ length: 50_000 }, random);
  const ordinary = Float32Array.from({ length: 50_000 }, () => (random() / 2 ** 32 - 0.5) * 10 ** (random() % 9));
  for (const values of [new Float32Array(bits.buffer).filter(Number.isFinite), ordinary]) {
    const text = Buffer.from(numbersJson(context, { values, from: 0, to: values.length }).result);
    expect(Float32Array.from(JSON.parse(`[${text}]`))).toEqual(values.map((value) => (value === 0 ? 0 : value)));
  }
});

it("writes a part", () => {
  const { result } = numbersJson(context, { values: Float32Array.of(1, 2, 3, 4), from: 1, to: 3 });
  expect(String(Buffer.from(result))).toBe("2,3");
});
