import { AppError, type ErrorKind } from "@datalab/errors";
import { FieldError } from "@datalab/services";
import { describe, expect, it } from "vitest";
import { fakeDeps } from "../testing/fake-services.ts";
import { anonymous, request } from "../testing/send.ts";
import { csrfTokens } from "./csrf.ts";
import { handleRest } from "./handle-rest.ts";

const LIST = "/api/datasessions/";

async function answerTo(sent: Request, deps = fakeDeps()) {
  const response = await handleRest(sent, deps);
  const text = await response.text();
  const type = response.headers.get("content-type");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: type === "application/json" && text ? JSON.parse(text) : null,
    deps,
  };
}

describe("credentials", () => {
  it.each([
    ["none", undefined, "Authentication credentials were not provided."],
    ["an unknown token", "Token nope", "Invalid token."],
    ["a Bearer that is no personal token", "Bearer portal", "Authentication credentials were not provided."],
    ["no key", "Token", "Invalid token header. No credentials provided."],
    ["spaces in the key", "Token a b", "Invalid token header. Token string should not contain spaces."],
    ["another scheme", "Basic eDp5", "Authentication credentials were not provided."],
  ])("%s is 401 with the recorded text", async (_case, authorization, detail) => {
    const { status, headers, body } = await answerTo(
      anonymous("GET", LIST, authorization ? { headers: { authorization } } : {}),
    );
    expect([status, body, headers.get("www-authenticate")]).toEqual([401, { detail }, "Token"]);
    expect(headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
  });

  it.each(["Token portal", "token good", "Bearer good"])("%s is let in", async (authorization) => {
    expect((await answerTo(request("GET", LIST, { headers: { authorization } }))).status).toBe(200);
  });

  it.each([undefined, "Server wrong", "Token good"])("the portal's address refuses %s", async (authorization) => {
    const headers: Record<string, string> = authorization ? { authorization } : {};
    const { status, body, deps } = await answerTo(
      anonymous("POST", "/authprofile/addupdateuser/", { headers, body: {} }),
    );
    expect([status, body]).toEqual([401, { detail: "Authentication credentials were not provided." }]);
    expect(deps.calls).toEqual([]);
  });
});

describe("the sign-in cookie", () => {
  const token = fakeDeps().csrf.of("one");

  it("reads, and hands out a csrf cookie once for each sign-in", async () => {
    const first = await answerTo(anonymous("GET", LIST, { headers: { cookie: "user=1" } }));
    expect(first.status).toBe(200);
    expect(first.headers.get("set-cookie")).toMatch(
      /^csrftoken=[0-9a-f]{64}; Max-Age=31449600; Path=\/; SameSite=Lax$/,
    );
    const second = await answerTo(anonymous("GET", LIST, { headers: { cookie: `user=1; csrftoken=${token}` } }));
    expect(second.headers.get("set-cookie")).toBeNull();
    const stale = await answerTo(anonymous("GET", LIST, { headers: { cookie: "user=1; csrftoken=abc" } }));
    expect(stale.headers.get("set-cookie")).toContain(token);
  });

  it("is for https only where the product is", async () => {
    const deps = { ...fakeDeps(), csrf: csrfTokens("a key", "https://lab.example") };
    const { headers } = await answerTo(anonymous("GET", LIST, { headers: { cookie: "user=1" } }), deps);
    expect(headers.get("set-cookie")).toMatch(/; SameSite=Lax; Secure$/);
  });

  it.each([
    [{ cookie: "user=1" }],
    [{ cookie: "user=1; csrftoken=abc" }],
    [{ cookie: "user=1; csrftoken=abc", "x-csrftoken": "abc" }],
    [{ cookie: "user=1; csrftoken=abc", "x-csrftoken": fakeDeps().csrf.of("another sign-in") }],
    [{ cookie: "user=1", "x-csrftoken": "abc" }],
  ])("cannot change anything with %j", async (headers) => {
    const { status, body, deps } = await answerTo(anonymous("POST", LIST, { headers, body: { name: "c" } }));
    expect([status, body]).toEqual([403, { detail: "CSRF Failed: CSRF token missing or incorrect." }]);
    expect(deps.calls).toEqual([]);
  });

  it("changes things with its own token", async () => {
    const headers = { cookie: `user=1; csrftoken=${token}`, "x-csrftoken": token };
    expect((await answerTo(anonymous("POST", LIST, { headers, body: { name: "c" } }))).status).toBe(201);
  });
});

describe("addresses and methods", () => {
  it.each(["/api/nothing/", "/api/", "/api/datasessions/3/nothing/", "/api/datasessions/a.b/", "/api/nothing"])(
    "%s is the page for unknown addresses",
    async (path) => {
      const { status, headers, text } = await answerTo(request("GET", path));
      expect([status, headers.get("content-type"), headers.get("content-length")]).toEqual([404, "text/html", "179"]);
      expect(text).toContain("<h1>Not Found</h1>");
    },
  );

  it.each([
    ["GET", "/api/datasessions?limit=2", "/api/datasessions/?limit=2"],
    ["POST", "/api/datasessions", "/api/datasessions/"],
    ["GET", "/api/datasessions/3", "/api/datasessions/3/"],
    ["DELETE", "/api/datasessions/3/operations/5", "/api/datasessions/3/operations/5/"],
  ])("%s %s moves to the address with a slash", async (method, path, location) => {
    const { status, headers, deps } = await answerTo(request(method, path));
    expect([status, headers.get("location"), headers.get("content-length")]).toEqual([301, location, "0"]);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(deps.calls).toEqual([]);
  });

  it.each(["abc", "0", "99999999999", "2147483648"])("the id %s is not found", async (id) => {
    const { status, body, headers } = await answerTo(request("GET", `/api/datasessions/${id}/`));
    expect([status, body]).toEqual([404, { detail: "Not found." }]);
    expect(headers.get("allow")).toBe("GET, PUT, PATCH, DELETE, HEAD, OPTIONS");
  });

  it.each([
    ["PUT", LIST, "GET, POST, HEAD, OPTIONS"],
    ["POST", "/api/available_operations/", "GET, HEAD, OPTIONS"],
    ["GET", "/api/datasessions/3/operations/bulk_delete/", "POST, OPTIONS"],
    ["HEAD", "/api/datasessions/3/operations/bulk_delete/", "POST, OPTIONS"],
  ])("%s %s is not allowed", async (method, path, allow) => {
    const response = await handleRest(request(method, path), fakeDeps());
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    if (method !== "HEAD") expect(await response.json()).toEqual({ detail: `Method "${method}" not allowed.` });
  });

  it("HEAD has GET's headers and no body", async () => {
    const get = await answerTo(request("GET", LIST));
    const head = await answerTo(request("HEAD", LIST));
    expect([head.status, head.text]).toEqual([200, ""]);
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers));
  });

  it("OPTIONS tells what can be sent, with the operations there are", async () => {
    const { status, body } = await answerTo(request("OPTIONS", LIST));
    expect(status).toBe(200);
    expect(Object.keys(body.actions.POST)).toEqual([
      "id",
      "operations",
      "user",
      "name",
      "input_data",
      "created",
      "accessed",
      "modified",
      "persist",
    ]);
    expect(body.actions.POST.operations.child.children.name.choices).toEqual([
      { value: "Median", display_name: "Median" },
    ]);
  });
});

describe("representations", () => {
  it("of a kind we do not have are 406, before anybody is asked who he is", async () => {
    const { status, body } = await answerTo(anonymous("GET", LIST, { headers: { accept: "application/xml" } }));
    expect([status, body]).toEqual([406, { detail: "Could not satisfy the request Accept header." }]);
  });

  it.each(["text/html", "application/json; indent=4", "application/xml, */*;q=0.1"])("%s gets JSON", async (accept) => {
    const { status, headers } = await answerTo(request("GET", LIST, { headers: { accept } }));
    expect([status, headers.get("content-type")]).toEqual([200, "application/json"]);
  });

  it("are chosen by ?format as well", async () => {
    expect((await answerTo(request("GET", `${LIST}?format=json`))).status).toBe(200);
    expect((await answerTo(request("GET", `${LIST}?format=xml`))).status).toBe(404);
  });
});

describe("bodies", () => {
  const json = { "content-type": "application/json" };

  it("must be JSON where they say so", async () => {
    const { status, body } = await answerTo(request("POST", LIST, { headers: json, body: '{"name": ' }));
    expect([status, body]).toEqual([400, { detail: "JSON parse error - Expecting value: line 1 column 10 (char 9)" }]);
  });

  it("fail as `error` at the portal's address", async () => {
    const headers = { ...json, authorization: "Server server-key" };
    const { status, body } = await answerTo(request("POST", "/authprofile/addupdateuser/", { headers, body: "{" }));
    expect(status).toBe(400);
    expect(body.error).toMatch(/^JSON parse error - /);
  });

  it("of another media type are 415", async () => {
    const headers = { "content-type": "application/xml" };
    const { status, body } = await answerTo(request("POST", LIST, { headers, body: "<a/>" }));
    expect([status, body]).toEqual([415, { detail: 'Unsupported media type "application/xml" in request.' }]);
  });

  it("that are not UTF-8 are 400", async () => {
    const { status } = await answerTo(
      request("POST", LIST, { headers: json, body: new Uint8Array([0x22, 0xff, 0x22]) }),
    );
    expect(status).toBe(400);
  });

  it.each([
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, "name=form&input_data=%5B1%5D"],
    [
      "parts",
      { "content-type": "multipart/form-data; boundary=B" },
      '--B\r\nContent-Disposition: form-data; name="name"\r\n\r\nform\r\n--B\r\nContent-Disposition: form-data; name="input_data"\r\n\r\n[1]\r\n--B--\r\n',
    ],
  ])("may be %s", async (_case, headers, body) => {
    const { status, deps } = await answerTo(request("POST", LIST, { headers, body }));
    expect(status).toBe(201);
    expect(deps.calls).toEqual([["sessions.create", { name: "form", input_data: [1] }]]);
  });

  it("malformed parts are 400", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=B" };
    expect((await answerTo(request("POST", LIST, { headers, body: "nothing" }))).status).toBe(400);
  });

  it("nothing reads as an empty object", async () => {
    const { deps } = await answerTo(request("POST", LIST));
    expect(deps.calls).toEqual([["sessions.create", {}]]);
  });

  it.each([
    ["POST", LIST, 20],
    ["PATCH", "/api/datasessions/3/", 20],
    ["POST", "/api/datasessions/3/operations/", 20],
    ["POST", "/api/datasessions/3/operations/bulk_delete/", 1],
  ])("%s %s takes %i MB and not a byte more", async (method, path, megabytes) => {
    const limit = megabytes * 2 ** 20;
    const fitting = await answerTo(request(method, path, { headers: json, body: `"${"x".repeat(limit - 2)}"` }));
    expect(fitting.status).toBeLessThan(300);
    const over = await answerTo(request(method, path, { headers: json, body: `"${"x".repeat(limit - 1)}"` }));
    expect([over.status, over.body]).toEqual([413, { error: `The request is larger than ${megabytes} MB.` }]);
    expect(over.deps.calls).toEqual([]);
  });
});

describe("errors of a verb", () => {
  const failing = (thrown: unknown) => {
    const deps = fakeDeps();
    deps.services.sessions.get = async () => {
      throw thrown;
    };
    return answerTo(request("GET", "/api/datasessions/3/"), deps);
  };

  const expected: Record<ErrorKind, [number, object]> = {
    invalid: [400, { error: "why" }],
    unauthenticated: [401, { detail: "why" }],
    forbidden: [403, { detail: "why" }],
    notFound: [404, { detail: "Not found." }],
    conflict: [409, { error: "why" }],
    tooLarge: [413, { error: "why" }],
    limit: [429, { error: "why" }],
    transient: [503, { error: "why" }],
    cancelled: [409, { error: "why" }],
    internal: [500, { error: "Something went wrong on our side." }],
  };

  it.each(Object.entries(expected))("%s has its status and shape", async (kind, [status, body]) => {
    const answer = await failing(new AppError(kind as ErrorKind, "test.code", "why"));
    expect([answer.status, answer.body]).toEqual([status, body]);
  });

  it("about members become the body", async () => {
    const answer = await failing(new FieldError({ name: ["This field is required."] }));
    expect([answer.status, answer.body]).toEqual([400, { name: ["This field is required."] }]);
    expect(answer.deps.reported).toEqual([]);
  });

  it("that nobody expected are reported and keep their text to themselves", async () => {
    const answer = await failing(new Error("password in /etc/secret"));
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("secret");
    expect(answer.deps.reported).toHaveLength(1);
  });
});

describe("other origins", () => {
  const origin = "http://localhost:8080";

  it("get a preflight answer without credentials", async () => {
    const headers = { origin, "access-control-request-method": "POST" };
    const answer = await answerTo(anonymous("OPTIONS", LIST, { headers }));
    expect([answer.status, answer.headers.get("content-length")]).toEqual([200, "0"]);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(answer.headers.get("access-control-max-age")).toBe("86400");
    expect(answer.headers.get("access-control-allow-headers")).toContain("authorization");
    expect(answer.headers.get("access-control-allow-methods")).toBe("DELETE, GET, OPTIONS, PATCH, POST, PUT");
  });

  it.each([LIST, "/api/nothing/", "/api/datasessions", "/api/datasessions/abc/"])("may read %s", async (path) => {
    const { headers } = await answerTo(request("GET", path, { headers: { origin } }));
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("vary")).toContain("Origin");
  });

  it("are let in by name when there is a list", async () => {
    const deps = { ...fakeDeps(), corsOrigins: [origin] };
    const known = await answerTo(request("GET", LIST, { headers: { origin } }), deps);
    expect(known.headers.get("access-control-allow-origin")).toBe(origin);
    const other = await answerTo(request("GET", LIST, { headers: { origin: "http://evil.example" } }), deps);
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });
});
