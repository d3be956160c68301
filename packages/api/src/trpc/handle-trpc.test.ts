import { AppError, type ErrorKind } from "@datalab/errors";
import { FieldError } from "@datalab/services";
import { describe, expect, it } from "vitest";
import { fakeDeps, median, session } from "../testing/fake-services.ts";
import { anonymous, request } from "../testing/send.ts";
import { handleTrpc } from "./handle-trpc.ts";

const query = (path: string, input: unknown) => `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;

async function answerTo(sent: Request, deps = fakeDeps()) {
  const response = await handleTrpc(sent, deps);
  return { status: response.status, body: await response.json(), deps };
}

describe("procedures", () => {
  it.each([
    ["sessions.list", { name: "m" }, ["sessions.list", { name: "m" }, { limit: 100, offset: 0 }]],
    ["sessions.get", { id: 3 }, ["sessions.get", 3]],
    ["operations.list", { sessionId: 3, limit: 5 }, ["operations.list", 3, { limit: 5, offset: 0 }]],
    ["operations.get", { sessionId: 3, id: 5 }, ["operations.get", 3, 5]],
    ["auth.me", undefined, ["accounts.me"]],
    ["auth.signIns", undefined, ["accounts.listSignIns"]],
    ["analysis.wcs", { basename: "a" }, ["analysis.run", "wcs", { basename: "a", source: "archive" }]],
    ["analysis.getTif", { basename: "a" }, ["analysis.run", "get-tif", { basename: "a", source: "archive" }]],
    [
      "analysis.rawData",
      { basename: "a", source: "datalab", max_size: 7 },
      ["analysis.run", "raw-data", { basename: "a", source: "datalab", max_size: 7, preserve_aspect: false }],
    ],
    ["tokens.list", undefined, ["accounts.listTokens"]],
  ])("%s reads", async (path, input, call) => {
    const { status, deps } = await answerTo(request("GET", query(path, input)));
    expect([status, deps.calls]).toEqual([200, [call]]);
  });

  it.each([
    ["sessions.create", { name: " x " }, ["sessions.create", { name: "x", input_data: [] }]],
    ["sessions.rename", { id: 3, name: "y" }, ["sessions.update", 3, { name: "y" }, { partial: true }]],
    [
      "sessions.addFrames",
      { id: 3, frames: [{ basename: "a" }] },
      ["sessions.update", 3, { input_data: [{ basename: "a" }] }, { partial: true }],
    ],
    ["sessions.delete", { id: 3 }, ["sessions.delete", 3]],
    [
      "operations.submit",
      { sessionId: 3, name: "Median", inputData: { input_files: [] } },
      ["operations.submit", 3, { name: "Median", input_data: { input_files: [] } }],
    ],
    ["operations.cancel", { sessionId: 3, id: 5 }, ["operations.cancel", 3, 5]],
    ["operations.retry", { sessionId: 3, id: 5 }, ["operations.retry", 3, 5]],
    ["operations.rotateLinks", { sessionId: 3, id: 5 }, ["operations.rotateLinks", 3, 5]],
    ["operations.delete", { sessionId: 3, id: 5 }, ["operations.delete", 3, 5]],
    ["operations.bulkDelete", { sessionId: 3, ids: [5, 6] }, ["operations.bulkDelete", 3, { ids: [5, 6] }]],
    ["tokens.create", { name: "laptop" }, ["accounts.createToken", { name: "laptop" }]],
    ["auth.endSignIn", { id: "a" }, ["accounts.endSignIn", "a"]],
    ["auth.endAllSignIns", {}, ["accounts.endAllSignIns"]],
    ["tokens.revoke", { id: 9 }, ["accounts.revokeToken", 9]],
    ["auth.changePassword", { current: "a", next: "b" }, ["accounts.changePassword", { current: "a", next: "b" }]],
  ])("%s changes", async (path, body, call) => {
    const { status, deps } = await answerTo(request("POST", `/api/trpc/${path}`, { body }));
    expect([status, deps.calls]).toEqual([200, [call]]);
  });

  it("show the true state that REST hides", async () => {
    const { body } = await answerTo(request("GET", query("sessions.get", { id: 3 })));
    expect(body.result.data).toEqual({ ...session, operations: [median] });
  });

  it("refuse wrong input in words a person can read", async () => {
    const { status, body, deps } = await answerTo(request("GET", query("sessions.get", { id: -1 })));
    expect([status, deps.calls]).toEqual([400, []]);
    expect(body.error.message).toContain("id");
    expect(body.error.message).not.toContain("{");
  });
});

describe("a body", () => {
  const big = (length: number) => ({ id: 3, name: "x".repeat(length) });

  it("larger than 20 MB is refused unread when it says so", async () => {
    const sent = request("POST", "/api/trpc/sessions.rename", {
      body: big(10),
      headers: { "content-length": "20971521" },
    });
    const { status, body, deps } = await answerTo(sent);
    expect([status, body, deps.calls]).toEqual([413, { error: "The request is larger than 20 MB." }, []]);
  });

  it("larger than 20 MB is refused when it does not say so", async () => {
    const { status, deps } = await answerTo(request("POST", "/api/trpc/sessions.rename", { body: big(20 * 2 ** 20) }));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(deps.calls).toEqual([]);
  });
});

describe("callers", () => {
  it("without credentials are refused", async () => {
    const { status, body } = await answerTo(anonymous("GET", query("sessions.get", { id: 3 })));
    expect([status, body.error.message]).toEqual([401, "Authentication credentials were not provided."]);
    expect(body.error.data.appCode).toBe("auth.missing");
  });

  const change = (headers: Record<string, string>) =>
    answerTo(
      anonymous("POST", "/api/trpc/sessions.delete", { body: { id: 3 }, headers: { cookie: "user=1", ...headers } }),
    );

  it.each([[{ "sec-fetch-site": "same-origin" }], [{ origin: "http://127.0.0.1:8100", host: "127.0.0.1:8100" }]])(
    "with a cookie may change things from our own page: %j",
    async (headers) => {
      expect((await change(headers as Record<string, string>)).status).toBe(200);
    },
  );

  it.each([
    [{}],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ "sec-fetch-site": "none" }],
    [{ origin: "http://evil.example", host: "127.0.0.1:8100" }],
    [{ origin: "null", host: "127.0.0.1:8100" }],
  ])("with a cookie may not from elsewhere: %j", async (headers) => {
    const { status, deps } = await change(headers as Record<string, string>);
    expect([status, deps.calls]).toEqual([403, []]);
  });
});

describe("errors of a verb", () => {
  const failing = (thrown: unknown) => {
    const deps = fakeDeps();
    deps.services.sessions.get = async () => {
      throw thrown;
    };
    return answerTo(request("GET", query("sessions.get", { id: 3 })), deps);
  };

  const statuses: Record<ErrorKind, number> = {
    invalid: 400,
    unauthenticated: 401,
    forbidden: 403,
    notFound: 404,
    conflict: 409,
    tooLarge: 413,
    limit: 429,
    transient: 503,
    cancelled: 409,
    internal: 500,
  };

  it.each(Object.entries(statuses))("%s has status %i and its code", async (kind, status) => {
    const answer = await failing(new AppError(kind as ErrorKind, "test.code", "why"));
    expect(answer.status).toBe(status);
    expect(answer.body.error.data.appCode).toBe("test.code");
    expect(answer.body.error.message).toBe(kind === "internal" ? "Something went wrong on our side." : "why");
  });

  it("name the members they are about", async () => {
    const answer = await failing(new FieldError({ name: ["This field is required."] }));
    expect(answer.body.error.data.fields).toEqual({ name: ["This field is required."] });
  });

  it("that nobody expected are reported and keep their text and stack to themselves", async () => {
    const answer = await failing(new Error("password in /etc/secret"));
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|stack/);
    expect(answer.deps.reported).toHaveLength(1);
  });
});

describe("other origins", () => {
  const foreign = { origin: "https://notebooks.example" };

  it("may call with a token, and are told so beforehand", async () => {
    const preflight = new Request("http://x/api/trpc/catalogue.list", {
      method: "OPTIONS",
      headers: { ...foreign, "access-control-request-method": "GET" },
    });
    const told = await handleTrpc(preflight, fakeDeps());
    expect([told.status, told.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
    expect(told.headers.get("access-control-allow-headers")).toContain("authorization");

    const sent = new Request("http://x/api/trpc/catalogue.list", {
      headers: { ...foreign, authorization: "Token good" },
    });
    const answer = await handleTrpc(sent, fakeDeps());
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
  });
});
