/** What a handler answers; the adapter turns it into bytes with a Content-Length. */
export interface Answer {
  status: number;
  /** Left out: no content. */
  body?: unknown;
  headers?: Record<string, string>;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

const standardHeaders = {
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
};

const notFoundPage = `
<!doctype html>
<html lang="en">
<head>
  <title>Not Found</title>
</head>
<body>
  <h1>Not Found</h1><p>The requested resource was not found on this server.</p>
</body>
</html>
`;

/** Bodies are whole bytes, never a stream: the client takes an answer without Content-Length as empty. */
export function jsonResponse(answer: Answer): Response {
  const bytes = answer.body === undefined ? null : new TextEncoder().encode(JSON.stringify(answer.body));
  return new Response(bytes, {
    status: answer.status,
    headers: {
      ...standardHeaders,
      ...(bytes && { "Content-Type": "application/json" }),
      "Content-Length": String(bytes?.byteLength ?? 0),
      ...answer.headers,
    },
  });
}

/** For addresses that no route knows. */
export function unknownAddress(): Response {
  const bytes = new TextEncoder().encode(notFoundPage);
  const headers = { ...standardHeaders, "Content-Type": "text/html", "Content-Length": String(bytes.byteLength) };
  return new Response(bytes, { status: 404, headers });
}

export function redirectTo(location: string): Response {
  const headers = { Location: location, "Content-Type": "text/html; charset=utf-8", "Content-Length": "0" };
  return new Response(null, { status: 301, headers });
}

/** The same answer with its length but without its bytes, as HEAD wants it. */
export function withoutBody(response: Response): Response {
  return new Response(null, { status: response.status, headers: response.headers });
}
