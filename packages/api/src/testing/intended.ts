import { expect } from "vitest";

/** How an answer differs from the recorded one on purpose. */
export interface Intended {
  /** The decision or defect (decisions.md, deviations.md) that wants it. */
  because: string;
  status?: number;
  /** What comes instead of the recorded body. */
  body?: unknown;
  /** What the recorded body becomes, when only a part of it differs. */
  becomes?(recorded: unknown): unknown;
  /** Numbers and pictures are only of the same kind: a defect of the reference is in the recorded ones. */
  values?: boolean;
}

const error = { error: expect.any(String) };
const gone = (because: string): Intended => ({ because, status: 404, body: { detail: "Not found." } });
const shapeError = (because: string): Intended => ({ because, status: 400, body: error });
const unchangeable = (member: string): Intended => ({
  because: "decision 11",
  status: 400,
  body: { [member]: [expect.any(String)] },
});
const noSessions = { count: 0, next: null, previous: null, results: [] };

const changed = (because: string, members: object): Intended => ({
  because,
  becomes: (recorded) => ({ ...(recorded as object), ...members }),
});

/** What a client sees of an operation that has just been submitted. */
const waiting = { status: "IN_PROGRESS", message: "Waiting in the queue …", operation_progress: 0, output: null };

/** decisions.md 12: all that differs from the reference. */
export const intended: Record<number, Intended> = {
  14: shapeError("decision 10"),
  45: { because: "D47", body: noSessions },
  60: unchangeable("input_data"),
  75: { because: "decision 12: JSON instead of a page", body: expect.objectContaining({ count: 6 }) },
  80: {
    because: "D03; a bootstrap is asked for by an input",
    becomes: (recorded) => withBootstrap(targetAsSource(recorded)),
  },
  85: shapeError("decision 10"),
  86: shapeError("decision 10"),
  87: shapeError("decision 10"),
  88: shapeError("decision 10"),
  89: shapeError("decision 10"),
  90: changed("decision 6", waiting),
  95: changed("decision 6", waiting),
  97: changed("decision 6", waiting),
  99: {
    because: "decision 4",
    body: expect.objectContaining({ status: "FAILED", message: expect.stringMatching(/./) }),
  },
  101: gone("D43"),
  102: gone("D43"),
  103: gone("D43"),
  104: gone("D43"),
  105: { because: "D43: 104 made nothing", body: noSessions },
  106: gone("D43"),
  107: changed("D41", waiting),
  108: unchangeable("name"),
  109: unchangeable("name"),
  110: changed("decision 6", waiting),
  111: unchangeable("cache_key"),
  112: unchangeable("session_id"),
  113: {
    because: "decision 11: 112 moved nothing",
    status: 200,
    body: expect.objectContaining({ name: "Normalization" }),
  },
  117: shapeError("decision 10"),
  119: shapeError("decision 10"),
  120: shapeError("decision 10"),
  122: gone("D43"),
  123: gone("D43"),
  125: { because: "D33", values: true },
  126: { because: "D15, D34", values: true },
  127: { because: "D15, D31, D32", values: true },
  128: { because: "D35", values: true },
  129: { because: "decision 21", values: true },
  133: shapeError("decision 12"),
  135: { because: "D30", status: 405, body: { detail: expect.any(String) } },
  136: shapeError("D30"),
  137: {
    because: "D30",
    status: 200,
    body: expect.objectContaining({ line_profile: expect.any(Array), arcsec: expect.any(Number) }),
  },
  138: shapeError("D30"),
  139: shapeError("D30"),
  141: { because: "D20", status: 200, body: { jpg_base64: expect.any(String) } },
  142: { because: "D39", status: 200, body: expect.objectContaining({ width: 8, height: 8 }) },
  143: { because: "D30", status: 200, body: expect.objectContaining({ width: 10, height: 10 }) },
  144: shapeError("D44"),
  145: { because: "D35, D44", values: true },
  147: shapeError("D41"),
  149: changed("decision 6", waiting),
  150: { because: "D01", status: 200, body: expect.objectContaining({ name: "Variable Star", status: "COMPLETED" }) },
  151: {
    because: "D01",
    status: 200,
    body: expect.objectContaining({ count: 1, results: [expect.objectContaining({ name: "nan" })] }),
  },
  202: changed("decision 6", waiting),
  204: changed("decision 6", waiting),
  205: changed("D19: refused before the first download", { operation_progress: 0 }),
};

/** Sessions tell whether they are to be kept, which the recorded service did not. */
export function withPersist(recorded: unknown): unknown {
  if (Array.isArray(recorded)) return recorded.map(withPersist);
  if (typeof recorded !== "object" || recorded === null) return recorded;
  const members = Object.fromEntries(Object.entries(recorded).map(([name, value]) => [name, withPersist(value)]));
  if (!("operations" in members && "modified" in members)) return members;
  return { ...members, persist: isDescription(members.operations) ? persistDescription : false };
}

/** OPTIONS describes the members where other answers have their values. */
const isDescription = (operations: unknown) => !Array.isArray(operations);
const persistDescription = {
  type: "boolean",
  required: false,
  read_only: false,
  label: "Persist",
  help_text: "<text>",
};

export type Catalogue = Record<string, { inputs: Record<string, unknown> }>;

/** The target of Aperture Photometry is asked for as the client can: by a `source`. */
function targetAsSource(recorded: unknown): Catalogue {
  const { "Aperture Photometry": photometry, ...others } = recorded as Catalogue;
  const { target_positions: _, ...inputs } = photometry!.inputs;
  const source = { name: "Target", description: "<text>", type: "source", name_lookup: true, required: true };
  return { "Aperture Photometry": { ...photometry, inputs: { source, ...inputs } }, ...others };
}

/** Where a period is searched for, after the inputs that these operations share. */
export function withBootstrap(catalogue: Catalogue): Catalogue {
  const last: Record<string, string> = {
    "Aperture Photometry": "max_comparisons",
    "Moving Target Aperture Photometry": "max_comparisons",
    "Non-Sidereal Aperture Photometry": "max_comparisons",
    "Variable Star": "input_files",
  };
  const about = { name: "Bootstrap Samples", description: "<text>", type: "int" };
  const bootstrap_samples = { ...about, minimum: 0, maximum: 1000, default: 0 };
  const entries = Object.entries(catalogue).map(([name, { inputs, ...wizard }]) => {
    const longer = Object.entries(inputs).flatMap(([key, input]) =>
      key === last[name]
        ? [
            [key, input],
            ["bootstrap_samples", bootstrap_samples],
          ]
        : [[key, input]],
    );
    return [name, { ...wizard, inputs: Object.fromEntries(longer) }];
  });
  return Object.fromEntries(entries);
}
