import { z } from "zod";
import { analysisEndpoints } from "./analysis-endpoints.ts";
import { submissions } from "./operation-inputs.ts";
import * as schema from "./schemas.ts";

/** What is told of one method at one address. */
export interface Endpoint {
  tag: "Sessions" | "Operations" | "Analysis" | "Tokens" | "Portal";
  summary: string;
  /** Status and body of success; without a body nothing is sent. */
  answer: [status: number, body?: z.ZodType, mediaType?: string];
  body?: z.ZodType;
  /** A body that works with the simulated archive. */
  example?: unknown;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  /** With what callers show who they are; the usual three when left out. */
  security?: "serverKey" | "none";
}

const page = z.object({
  limit: z.int().min(1).max(100).optional(),
  offset: z.int().min(0).optional(),
});
const sessionFilters = page.extend({
  name: z.string().optional().meta({ description: "Part of the name, whatever its case." }),
  name_exact: z.string().optional(),
  user: z.string().optional(),
  user_exact: z.string().optional(),
  created_after: z.iso.datetime().optional(),
  created_before: z.iso.datetime().optional(),
  modified_after: z.iso.datetime().optional(),
  modified_before: z.iso.datetime().optional(),
});
const selection = z.object({
  response_fields: z.string().optional().meta({
    // No `example`: the page's try-it would send it, and the answer would be cut.
    description:
      "The members wanted of the answer (of a page: of each result), comma separated, as `id,name`; all, when left out.",
  }),
});
const idempotency = z.object({
  "Idempotency-Key": z.string().max(255).optional().meta({
    description:
      "Your name for this request. Sent again within a day, it gets the first answer and does nothing twice.",
  }),
});
const patience = z.object({
  Prefer: z
    .string()
    .optional()
    .meta({ example: "wait=30", description: "Seconds to wait for the result, at most 60." }),
});
const sseHeaders = z.object({ "Last-Event-ID": z.string().optional() });

const demoFrames = [1, 2, 3].map((n) => ({ source: "archive", basename: `sim-lsc1m0-20260110-000${n}-e91` }));

/** By method and path as the REST table writes them. */
export function endpoints(): Record<string, Endpoint> {
  const entries = Object.entries(allEndpoints()).map(([call, endpoint]) => {
    const isSelectable = call.includes(" /api/datasessions/") && endpoint.answer[1] !== undefined;
    return [call, isSelectable ? { ...endpoint, query: selection.extend(endpoint.query?.shape ?? {}) } : endpoint];
  });
  return Object.fromEntries(entries);
}

function allEndpoints(): Record<string, Endpoint> {
  const operationChange = z.record(z.string(), z.unknown());
  const one = (summary: string): Endpoint => ({ tag: "Operations", summary, answer: [200, schema.operation] });
  return {
    "GET /api/datasessions/": {
      tag: "Sessions",
      summary: "Your sessions, the last changed first",
      query: sessionFilters,
      answer: [200, schema.pageOf(schema.session, "Session")],
    },
    "POST /api/datasessions/": {
      tag: "Sessions",
      summary: "Make a session",
      headers: idempotency,
      body: schema.newSession,
      example: { name: "Three frames", input_data: demoFrames },
      answer: [201, schema.session],
    },
    "GET /api/datasessions/:id/": { tag: "Sessions", summary: "One session", answer: [200, schema.session] },
    "PUT /api/datasessions/:id/": {
      tag: "Sessions",
      summary: "Rename a session and add frames",
      body: schema.newSession,
      answer: [200, schema.session],
    },
    "PATCH /api/datasessions/:id/": {
      tag: "Sessions",
      summary: "Rename a session or add frames",
      body: schema.sessionChange,
      answer: [200, schema.session],
    },
    "DELETE /api/datasessions/:id/": {
      tag: "Sessions",
      summary: "Delete a session with its operations",
      answer: [204],
    },
    "POST /api/datasessions/:id/remove_frames/": {
      tag: "Sessions",
      summary: "Take frames out of a session",
      body: schema.framesToRemove,
      answer: [200, schema.session],
    },
    "GET /api/datasessions/:id/events/": {
      tag: "Sessions",
      summary: "The session's operations as server-sent events",
      headers: sseHeaders,
      answer: [200, z.string(), "text/event-stream"],
    },
    "GET /api/datasessions/:id/operations/": {
      tag: "Operations",
      summary: "The operations of a session, in the order of their submission",
      query: page,
      answer: [200, schema.pageOf(schema.operation, "Operation")],
    },
    "POST /api/datasessions/:id/operations/": {
      tag: "Operations",
      summary: "Start an operation",
      headers: idempotency.extend(patience.shape),
      body: submissions(),
      example: { name: "Median", input_data: { input_files: demoFrames } },
      answer: [201, schema.operation],
    },
    "POST /api/datasessions/:id/operations/bulk_delete/": {
      tag: "Operations",
      summary: "Delete several operations",
      body: schema.idsToDelete,
      answer: [200, schema.deleted],
    },
    "GET /api/datasessions/:id/operations/:id/": {
      ...one("One operation, with its progress and output"),
      headers: patience,
    },
    "PUT /api/datasessions/:id/operations/:id/": {
      ...one("Nothing of an operation can change"),
      body: operationChange,
    },
    "PATCH /api/datasessions/:id/operations/:id/": {
      ...one("Nothing of an operation can change"),
      body: operationChange,
    },
    "DELETE /api/datasessions/:id/operations/:id/": {
      tag: "Operations",
      summary: "Delete an operation",
      answer: [204],
    },
    "GET /api/datasessions/:id/operations/:id/events/": {
      tag: "Operations",
      summary: "State and progress as server-sent events, until the operation has finished",
      headers: sseHeaders,
      answer: [200, z.string(), "text/event-stream"],
    },
    "POST /api/datasessions/:id/operations/:id/cancel/": one("Stop an operation"),
    "POST /api/datasessions/:id/operations/:id/retry/": one("Run a failed or cancelled operation again"),
    "GET /api/available_operations/": {
      tag: "Operations",
      summary: "What can be run, with the inputs it takes",
      answer: [200, z.record(z.string(), z.looseObject({ name: z.string(), description: z.string() }))],
    },
    ...analysisEndpoints(),
    "GET /api/tokens/": { tag: "Tokens", summary: "Your personal tokens", answer: [200, z.array(schema.token)] },
    "POST /api/tokens/": {
      tag: "Tokens",
      summary: "Make a personal token",
      body: schema.newToken,
      answer: [201, schema.madeToken],
    },
    "DELETE /api/tokens/:id/": { tag: "Tokens", summary: "Revoke a token", answer: [204] },
    "POST /authprofile/addupdateuser/": {
      tag: "Portal",
      summary: "The observation portal tells about a user",
      security: "serverKey",
      body: z.looseObject({ username: z.string(), tokens: z.object({ api_token: z.string() }).optional() }),
      answer: [200, z.object({ message: z.string() })],
    },
  };
}
