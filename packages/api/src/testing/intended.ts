import { expect } from "vitest";

/** How an answer differs from the recorded one on purpose. */
export interface Intended {
  status?: number;
  /** Members that are not compared because they depend on how far the worker is. */
  timing?: boolean;
  /** Numbers and pictures are only of the same kind, because a defect of the reference is in the recorded ones (D31–D35). */
  values?: boolean;
  body?: unknown;
}

const error = { error: expect.any(String) };
const gone = { status: 404, body: { detail: "Not found." } };
const shapeError = { status: 400, body: error };
const unchangeable = (member: string) => ({ status: 400, body: { [member]: [expect.any(String)] } });

/** decisions.md 10 and 12: what differs from the reference on purpose. */
export const intended: Record<number, Intended> = {
  14: shapeError,
  45: { body: { count: 0, next: null, previous: null, results: [] } },
  60: unchangeable("input_data"),
  75: { body: expect.objectContaining({ count: 6 }) },
  85: shapeError,
  86: shapeError,
  87: shapeError,
  88: shapeError,
  89: shapeError,
  90: { timing: true },
  95: { timing: true },
  97: { timing: true },
  99: { body: expect.objectContaining({ status: "FAILED", message: expect.stringMatching(/./) }) },
  101: gone,
  102: gone,
  103: gone,
  104: gone,
  105: { body: { count: 0, next: null, previous: null, results: [] } },
  106: gone,
  107: { timing: true },
  108: unchangeable("name"),
  109: unchangeable("name"),
  110: { timing: true },
  111: unchangeable("cache_key"),
  112: unchangeable("session_id"),
  113: { status: 200, body: expect.objectContaining({ name: "Median" }) },
  117: shapeError,
  119: shapeError,
  120: shapeError,
  122: gone,
  123: gone,
  125: { values: true },
  126: { values: true },
  127: { values: true },
  128: { values: true },
  129: { values: true },
  133: shapeError,
  135: { status: 405, body: { detail: expect.any(String) } },
  136: shapeError,
  137: { status: 200, body: expect.objectContaining({ line_profile: expect.any(Array), arcsec: expect.any(Number) }) },
  138: shapeError,
  139: shapeError,
  141: { status: 200, body: { jpg_base64: expect.any(String) } },
  142: { status: 200, body: expect.objectContaining({ width: 8, height: 8 }) },
  143: { status: 200, body: expect.objectContaining({ width: 10, height: 10 }) },
  144: shapeError,
  145: { values: true },
  147: shapeError,
  148: { body: expect.objectContaining({ name: "nan", operations: [] }) },
  149: { timing: true },
  // Its frames are not at hand; the answers are JSON whatever came of it (D01).
  150: { status: 200, body: expect.objectContaining({ name: "Variable Star" }) },
  151: {
    status: 200,
    body: expect.objectContaining({ count: 1, results: [expect.objectContaining({ name: "nan" })] }),
  },
  202: { timing: true },
  203: { timing: true },
  204: { timing: true },
  205: { timing: true },
};
