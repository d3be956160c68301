import { z } from "zod";

const time = z.iso.datetime().meta({ description: "UTC, with microseconds.", example: "2026-11-22T08:16:23.117430Z" });
const id = z.int().positive();

export const frame = z
  .looseObject({
    basename: z.string().meta({ example: "sim-lsc1m0-20260110-0001-e91" }),
    source: z
      .enum(["archive", "datalab"])
      .optional()
      .meta({ description: "Where it is kept: the observatory's archive (the default), or a result of your own." }),
    filter: z.string().optional(),
    observation_date: z.string().optional(),
  })
  .meta({ id: "Frame", description: "A FITS frame. Further members are kept and given back as they were sent." });

const outputFile = z
  .object({
    basename: z.string(),
    source: z.literal("datalab"),
    type: z.enum(["fits", "image"]),
    large_url: z.url().optional().meta({ description: "The whole picture." }),
    small_url: z.url().optional().meta({ description: "At most 200 × 200 pixels." }),
    fits_url: z.url().optional(),
    tif_url: z.url().optional(),
  })
  .meta({
    id: "OutputFile",
    description: "A file made by an operation. The links need no credentials; keep them to yourself.",
  });

const output = z
  .object({
    output_files: z.array(outputFile).optional(),
    output_data: z.array(z.record(z.string(), z.unknown())).optional(),
  })
  .meta({ id: "Output" });

export const operation = z
  .object({
    id,
    name: z.string().meta({ example: "Median" }),
    status: z.enum(["PENDING", "IN_PROGRESS", "COMPLETED", "FAILED"]),
    message: z.string().meta({ description: "What is being done, or why it failed; empty after success." }),
    operation_progress: z.number().min(0).max(1),
    output: output.nullable(),
    input_data: z.record(z.string(), z.unknown()),
    created: time,
  })
  .meta({ id: "Operation", description: "One computation in a session." });

const persist = z
  .boolean()
  .meta({ description: "A mark of yours: this session is to be kept. Setting it alone is no change of the session." });

export const session = z
  .object({
    id,
    operations: z.array(operation),
    user: z.string(),
    name: z.string(),
    input_data: z.array(frame),
    created: time,
    accessed: time,
    modified: time,
    persist,
  })
  .meta({ id: "Session", description: "A list of frames and what was done with them." });

export const newSession = z
  .object({ name: z.string().min(1).max(256), input_data: z.array(frame).optional(), persist: persist.optional() })
  .meta({ id: "NewSession" });

export const sessionChange = newSession
  .partial()
  .meta({ id: "SessionChange", description: "Frames that are sent are added; none is removed." });

export const framesToRemove = z
  .object({ frames: z.array(frame.pick({ basename: true, source: true })) })
  .meta({ id: "FramesToRemove" });

const scope = z.enum(["sessions:read", "sessions:write", "operations:run", "admin"]).meta({ id: "Scope" });

export const token = z
  .object({
    id,
    name: z.string(),
    prefix: z.string().meta({ description: "The first characters, to recognise it by." }),
    scopes: z.array(scope),
    created: time,
    expires: time.nullable(),
    last_used: time.nullable(),
  })
  .meta({ id: "Token" });

export const newToken = z
  .object({
    name: z.string().min(1).max(100),
    scopes: z.array(scope).min(1).optional().meta({ description: "All, when left out." }),
    expires_in_days: z.int().min(1).max(3650).optional(),
  })
  .meta({ id: "NewToken" });

export const madeToken = token
  .extend({ token: z.string().meta({ description: "Shown this once." }) })
  .meta({ id: "MadeToken" });

export const deleted = z.object({ deleted: z.int().min(0) }).meta({ id: "Deleted" });
export const idsToDelete = z.object({ ids: z.array(id) }).meta({ id: "IdsToDelete" });

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({ description: "For programs; stable." }),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457, sent to who accepts application/problem+json." });

export const plainError = z.looseObject({ error: z.string().optional(), detail: z.string().optional() }).meta({
  id: "Error",
  description: "`error` is for people, `detail` for logs; or lists of texts by the member that is wrong.",
});

export const pageOf = <Item extends z.ZodType>(item: Item, name: string) =>
  z
    .object({ count: z.int(), next: z.url().nullable(), previous: z.url().nullable(), results: z.array(item) })
    .meta({ id: `${name}Page` });
