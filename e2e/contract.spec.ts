import type { Product } from "@datalab/testkit";
import { demoFrame, restClient, tokenHeaders } from "./rest-client.ts";
import { expect, test } from "./test.ts";

/** A page of another origin, as the existing client is. */
const origin = { Origin: "https://client.example" };
const MB = 2 ** 20;

/** One request as it is, redirects not followed, and its answer with all bytes read. */
async function send(product: Product, method: string, path: string, sent: { headers?: object; body?: BodyInit } = {}) {
  const headers = { ...tokenHeaders(product.admin.token), ...origin, ...sent.headers };
  const response = await fetch(new URL(path, product.url), { method, headers, body: sent.body, redirect: "manual" });
  return {
    status: response.status,
    header: (name: string) => response.headers.get(name),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

const json = ({ bytes }: { bytes: Buffer }) => JSON.parse(bytes.toString());

async function newSession(product: Product, body: object = { name: "contract" }): Promise<number> {
  return json(await send(product, "POST", "/api/datasessions/", { body: JSON.stringify(body) })).id;
}

test("every answer has its length and may be read by other origins", async ({ product }) => {
  const id = await newSession(product);
  const session = `/api/datasessions/${id}/`;
  const median = JSON.stringify({ name: "Median", input_data: { input_files: [demoFrame(1)] } });
  const wcs = JSON.stringify({ basename: demoFrame(1).basename, source: "archive" });
  const exchanges: [number, string, string, { headers?: object; body?: string }?][] = [
    [200, "GET", "/api/datasessions/"],
    [201, "POST", "/api/datasessions/", { body: '{"name":"b"}' }],
    [200, "GET", session],
    [200, "PATCH", session, { body: '{"name":"c"}' }],
    [200, "PUT", session, { body: '{"name":"d"}' }],
    [201, "POST", `${session}operations/`, { body: median }],
    [200, "GET", `${session}operations/`],
    [200, "POST", `${session}operations/bulk_delete/`, { body: '{"ids":[]}' }],
    [200, "GET", "/api/available_operations/"],
    [200, "POST", "/api/analysis/wcs/", { body: wcs }],
    [200, "OPTIONS", "/api/datasessions/"],
    [400, "POST", "/api/datasessions/", { body: "{" }],
    [400, "POST", `${session}operations/`, { body: '{"name":"Median","input_data":[]}' }],
    [401, "GET", "/api/datasessions/", { headers: { Authorization: "Token nobody-has-it" } }],
    [401, "POST", "/authprofile/addupdateuser/", { headers: { Authorization: "Server wrong" }, body: "{}" }],
    [404, "GET", "/api/datasessions/2000000000/"],
    [404, "GET", "/api/nothing/"],
    [405, "PUT", "/api/datasessions/", { body: "{}" }],
    [405, "GET", `${session}operations/bulk_delete/`],
    [405, "GET", "/api/analysis/wcs/"],
    [406, "GET", "/api/datasessions/", { headers: { Accept: "application/xml" } }],
    [415, "POST", "/api/datasessions/", { headers: { "Content-Type": "text/plain" }, body: "name" }],
  ];
  for (const [status, method, path, sent] of exchanges) {
    const answer = await send(product, method, path, sent);
    const about = `${method} ${path}: ${answer.bytes.toString().slice(0, 200)}`;
    expect(answer.status, about).toBe(status);
    expect(answer.header("content-length"), about).toBe(String(answer.bytes.length));
    expect(answer.header("transfer-encoding"), about).toBeNull();
    expect(answer.header("access-control-allow-origin"), about).toBe("*");
  }
});

test("an address without its last slash is redirected, for the client to see", async ({ product }) => {
  const id = await newSession(product);
  for (const [method, path] of [
    ["GET", "/api/datasessions"],
    ["POST", "/api/datasessions"],
    ["GET", `/api/datasessions/${id}`],
    ["PATCH", `/api/datasessions/${id}`],
    ["GET", `/api/datasessions/${id}/operations`],
    ["GET", "/api/available_operations"],
  ] as const) {
    const answer = await send(product, method, path, method === "GET" ? {} : { body: "{}" });
    expect([answer.status, answer.header("location")], path).toEqual([301, `${path}/`]);
    expect(answer.header("content-length"), path).toBe("0");
    expect(answer.header("access-control-allow-origin"), path).toBe("*");
  }
  expect((await send(product, "GET", "/api/datasessions?limit=1")).header("location")).toBe(
    "/api/datasessions/?limit=1",
  );
});

test("a session is deleted at its address with and without the last slash", async ({ product }) => {
  for (const slash of ["", "/"]) {
    const path = `/api/datasessions/${await newSession(product)}`;
    const answer = await send(product, "DELETE", `${path}${slash}`);
    expect([answer.status, answer.header("access-control-allow-origin")]).toEqual([204, "*"]);
    expect(answer.bytes).toHaveLength(0);
    expect((await send(product, "GET", `${path}/`)).status).toBe(404);
  }
});

test("HEAD has the headers of GET, and methods are told", async ({ product }) => {
  const path = `/api/datasessions/${await newSession(product)}/`;
  const [head, get] = [await send(product, "HEAD", path), await send(product, "GET", path)];
  expect([head.status, head.bytes.length]).toEqual([200, 0]);
  for (const name of ["content-length", "content-type", "etag", "allow", "vary"]) {
    expect(head.header(name), name).toBe(get.header(name));
  }
  const options = await send(product, "OPTIONS", path);
  expect(options.header("allow")).toBe("GET, PUT, PATCH, DELETE, HEAD, OPTIONS");
  expect(json(options)).toMatchObject({ name: "Data Session Instance", actions: { PUT: expect.anything() } });
  expect((await send(product, "PUT", "/api/datasessions/", { body: "{}" })).header("allow")).toBe(
    "GET, POST, HEAD, OPTIONS",
  );
});

test("browsers are told once a day what another origin may send", async ({ product }) => {
  const id = await newSession(product);
  for (const path of ["/api/datasessions/", `/api/datasessions/${id}`, "/api/nothing/", "/files/1/x.fits"]) {
    const answer = await send(product, "OPTIONS", path, {
      headers: {
        Authorization: "",
        "Access-Control-Request-Method": "DELETE",
        "Access-Control-Request-Headers": "authorization,content-type",
      },
    });
    expect([answer.status, answer.header("content-length")], path).toEqual([200, "0"]);
    expect(answer.header("access-control-max-age"), path).toBe("86400");
    expect(answer.header("access-control-allow-origin"), path).toBe("*");
    expect(answer.header("access-control-allow-methods"), path).toContain("DELETE");
    expect(answer.header("access-control-allow-headers"), path).toContain("authorization, content-type");
  }
});

test("forms are read like JSON", async ({ product }) => {
  const encoded = await send(product, "POST", "/api/datasessions/", {
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ name: "a form", input_data: '[{"basename":"x"}]' }),
  });
  expect([encoded.status, json(encoded)]).toEqual([
    201,
    expect.objectContaining({ name: "a form", input_data: [{ basename: "x" }] }),
  ]);
  const form = new FormData();
  form.set("name", "in parts");
  const response = await fetch(`${product.url}/api/datasessions/`, {
    method: "POST",
    headers: { Authorization: `Token ${product.admin.token}` },
    body: form,
  });
  expect([response.status, (await response.json()).name]).toEqual([201, "in parts"]);
});

test("bodies may have 20 MB, and come back as they were", async ({ product }) => {
  const item = { basename: "big", source: "datalab", operationInputData: "x".repeat(19 * MB), z: 1, a: { "2": null } };
  const id = await newSession(product, { name: "big", input_data: [item] });
  const answer = await send(product, "GET", `/api/datasessions/${id}/`);
  expect(answer.header("content-length")).toBe(String(answer.bytes.length));
  expect(JSON.stringify(json(answer).input_data)).toBe(JSON.stringify([item]));
  await send(product, "DELETE", `/api/datasessions/${id}`);

  const tooLarge = await send(product, "POST", "/api/datasessions/", { body: `{"name":"${"x".repeat(20 * MB)}"}` });
  expect([tooLarge.status, tooLarge.header("access-control-allow-origin")]).toEqual([413, "*"]);
  expect(json(tooLarge)).toEqual({ error: expect.stringContaining("20 MB") });
});

test("an answer has the same bytes whenever it is read, and is not sent twice to who has it", async ({ product }) => {
  const rest = restClient(product);
  const submitted = await rest.startMedian([demoFrame(1), demoFrame(2)], "stable");
  await rest.finished(submitted);
  const [detail, session, list] = [submitted.path, `/api/datasessions/${submitted.sessionId}/`, "/api/datasessions/"];
  for (const path of [detail, session, list]) {
    const [first, second] = [await send(product, "GET", path), await send(product, "GET", path)];
    expect(second.bytes.equals(first.bytes), path).toBe(true);
    const known = await send(product, "GET", path, { headers: { "If-None-Match": first.header("etag") } });
    expect([known.status, known.bytes.length], path).toEqual([304, 0]);
  }
  const operation = (await send(product, "GET", detail)).bytes.toString();
  const whole = (await send(product, "GET", session)).bytes.toString();
  expect(whole).toContain(operation);
  expect((await send(product, "GET", list)).bytes.toString()).toContain(whole);
});

test("files are for every origin; what is saved comes as an attachment, pictures do not", async ({ product }) => {
  const rest = restClient(product);
  const { output } = await rest.finished(await rest.startMedian([demoFrame(1), demoFrame(2)], "files"));
  const file = output!.output_files[0]!;
  for (const [link, type, attachment] of [
    [file.fits_url, "application/fits", true],
    [file.large_url, "image/jpeg", false],
    [file.small_url, "image/jpeg", false],
  ] as const) {
    for (const method of ["GET", "HEAD"]) {
      const answer = await send(product, method, link, { headers: { Authorization: "" } });
      expect([answer.status, answer.header("content-type")], link).toEqual([200, type]);
      expect(answer.header("access-control-allow-origin"), link).toBe("*");
      expect(answer.header("content-disposition")?.startsWith("attachment") ?? false, link).toBe(attachment);
      if (method === "GET") expect(answer.header("content-length"), link).toBe(String(answer.bytes.length));
    }
  }
  const missing = await send(product, "GET", file.fits_url.replace(/s=.*/, "s=wrong"));
  expect([missing.status, missing.header("access-control-allow-origin")]).toEqual([404, "*"]);
});

test("operations are offered in the client's order", async ({ product }) => {
  const answer = await send(product, "GET", "/api/available_operations/");
  expect(Object.keys(json(answer))).toEqual([
    "Aperture Photometry",
    "Moving Target Aperture Photometry",
    "Non-Sidereal Aperture Photometry",
    "Color Image",
    "HR Diagram",
    "Light Curve",
    "Median",
    "Normalization",
    "Stacking",
    "Subtraction",
    "Variable Star",
  ]);
});
