import { describe, expect, it } from "vitest";
import { fakeDeps, median, session } from "../testing/fake-services.ts";
import { request } from "../testing/send.ts";
import { handleRest } from "./handle-rest.ts";
import { methods } from "./route.ts";
import { restTable } from "./table.ts";

const { trueState: _, ...wireMedian } = median;
const wireSession = { ...session, operations: [wireMedian] };
const envelope = (results: unknown[]) => ({ count: 1, next: null, previous: null, results });
const page = { limit: 100, offset: 0 };
const whole = { operations: true };
const withoutOperations = { operations: false };
const body = { name: "x", input_data: [1] };
const wireToken = {
  id: 9,
  name: "laptop",
  prefix: "abcdef",
  scopes: ["sessions:read"],
  created: session.created,
  expires: null,
  last_used: null,
};
const ops = "/api/datasessions/3/operations";

interface Row {
  call: string;
  sent?: unknown;
  status: number;
  answer: unknown;
  verb?: unknown[];
  authorization?: string;
}

const rows: Record<string, Row> = {
  list: {
    call: "GET /api/datasessions/",
    status: 200,
    answer: envelope([wireSession]),
    verb: ["sessions.listTexts", { ids: [3] }, { limit: 1, offset: 0 }, whole],
  },
  create: {
    call: "POST /api/datasessions/",
    sent: body,
    status: 201,
    answer: wireSession,
    verb: ["sessions.create", body],
  },
  detail: { call: "GET /api/datasessions/3/", status: 200, answer: wireSession, verb: ["sessions.get", 3, whole] },
  put: {
    call: "PUT /api/datasessions/3/",
    sent: body,
    status: 200,
    answer: wireSession,
    verb: ["sessions.update", 3, body, { partial: false }, whole],
  },
  patch: {
    call: "PATCH /api/datasessions/3/",
    sent: body,
    status: 200,
    answer: wireSession,
    verb: ["sessions.update", 3, body, { partial: true }, whole],
  },
  delete: { call: "DELETE /api/datasessions/3/", status: 204, answer: null, verb: ["sessions.delete", 3] },
  deleteWithoutSlash: { call: "DELETE /api/datasessions/3", status: 204, answer: null, verb: ["sessions.delete", 3] },
  operations: { call: `GET ${ops}/`, status: 200, answer: envelope([wireMedian]), verb: ["operations.list", 3, page] },
  submit: { call: `POST ${ops}/`, sent: body, status: 201, answer: wireMedian, verb: ["operations.submit", 3, body] },
  bulkDelete: {
    call: `POST ${ops}/bulk_delete/`,
    sent: { ids: [1, 2] },
    status: 200,
    answer: { deleted: 2 },
    verb: ["operations.bulkDelete", 3, { ids: [1, 2] }],
  },
  operation: { call: `GET ${ops}/5/`, status: 200, answer: wireMedian, verb: ["operations.get", 3, 5] },
  putOperation: {
    call: `PUT ${ops}/5/`,
    sent: body,
    status: 200,
    answer: wireMedian,
    verb: ["operations.update", 3, 5, body, { partial: false }],
  },
  patchOperation: {
    call: `PATCH ${ops}/5/`,
    sent: body,
    status: 200,
    answer: wireMedian,
    verb: ["operations.update", 3, 5, body, { partial: true }],
  },
  deleteOperation: { call: `DELETE ${ops}/5/`, status: 204, answer: null, verb: ["operations.delete", 3, 5] },
  cancel: { call: `POST ${ops}/5/cancel/`, status: 200, answer: wireMedian, verb: ["operations.cancel", 3, 5] },
  retry: { call: `POST ${ops}/5/retry/`, status: 200, answer: wireMedian, verb: ["operations.retry", 3, 5] },
  available: {
    call: "GET /api/available_operations/",
    status: 200,
    answer: { Median: { name: "Median", description: "", category: "image", inputs: {} } },
  },
  analysis: {
    call: "POST /api/analysis/wcs/",
    sent: { basename: "a" },
    status: 200,
    answer: { crval: [1, 2] },
    verb: ["analysis.json", "wcs", { basename: "a" }],
  },
  analysisIsNotRead: {
    call: "GET /api/analysis/wcs/",
    status: 405,
    answer: { detail: 'Method "GET" not allowed.' },
  },
  removeFrames: {
    call: "POST /api/datasessions/3/remove_frames/",
    sent: { frames: [{ basename: "a" }] },
    status: 200,
    answer: wireSession,
    verb: ["sessions.removeFrames", 3, { frames: [{ basename: "a" }] }, whole],
  },
  listOfNames: {
    call: "GET /api/datasessions/?response_fields=name,id",
    status: 200,
    answer: envelope([{ id: 3, name: "first" }]),
    verb: ["sessions.listTexts", { ids: [3] }, { limit: 1, offset: 0 }, withoutOperations],
  },
  detailOfNames: {
    call: "GET /api/datasessions/3/?response_fields=name,id",
    status: 200,
    answer: { id: 3, name: "first" },
    verb: ["sessions.get", 3, withoutOperations],
  },
  putForAnId: {
    call: "PUT /api/datasessions/3/?response_fields=id",
    sent: body,
    status: 200,
    answer: { id: 3 },
    verb: ["sessions.update", 3, body, { partial: false }, withoutOperations],
  },
  patchForItsOperations: {
    call: "PATCH /api/datasessions/3/?response_fields=operations",
    sent: body,
    status: 200,
    answer: { operations: [wireMedian] },
    verb: ["sessions.update", 3, body, { partial: true }, whole],
  },
  removeFramesForAnId: {
    call: "POST /api/datasessions/3/remove_frames/?response_fields=id",
    sent: { frames: [{ basename: "a" }] },
    status: 200,
    answer: { id: 3 },
    verb: ["sessions.removeFrames", 3, { frames: [{ basename: "a" }] }, withoutOperations],
  },
  tokens: { call: "GET /api/tokens/", status: 200, answer: [wireToken], verb: ["accounts.listTokens"] },
  newToken: {
    call: "POST /api/tokens/",
    sent: { name: "laptop", scopes: ["sessions:read"], expires_in_days: 7 },
    status: 201,
    answer: { ...wireToken, token: "abcdef-secret" },
    verb: ["accounts.createToken", { name: "laptop", scopes: ["sessions:read"], expiresInDays: 7 }],
  },
  revokeToken: { call: "DELETE /api/tokens/9/", status: 204, answer: null, verb: ["accounts.revokeToken", 9] },
  pushUser: {
    call: "POST /authprofile/addupdateuser/",
    sent: { username: "erin" },
    status: 200,
    answer: { message: "User account updated" },
    verb: ["accounts.pushUser", { username: "erin" }],
    authorization: "Server server-key",
  },
};

describe("every row of the table", () => {
  it.each(Object.entries(rows))("%s calls its verb once and answers it", async (_name, row) => {
    const deps = fakeDeps();
    const [method, path] = row.call.split(" ") as [string, string];
    const headers = row.authorization ? { authorization: row.authorization } : undefined;
    const response = await handleRest(request(method, path, { body: row.sent, headers }), deps);
    const text = await response.text();
    expect(response.status).toBe(row.status);
    expect(text === "" ? null : JSON.parse(text)).toEqual(row.answer);
    expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
    expect(deps.calls).toEqual(row.verb ? [row.verb] : []);
  });

  it("is covered by the cases above", () => {
    const tested = new Set(
      Object.values(rows).map((row) =>
        row.call
          .replace(/\?.*/, "")
          .replace(/\/\d+\b/g, "/:id")
          .replace("/wcs/", "/:name/"),
      ),
    );
    const written = restTable
      .flatMap((route) => methods.filter((method) => route.verbs[method]).map((method) => `${method} ${route.path}`))
      .filter((call) => !/\/(events|schema)\/$/.test(call)); // event-stream.test.ts, openapi/document.test.ts
    expect(written.filter((call) => !tested.has(call))).toEqual([]);
  });
});
