export interface Sent {
  headers?: Record<string, string>;
  /** A string goes as it is, anything else as JSON. */
  body?: unknown;
}

/** A request as alice, unless `headers` say otherwise. */
export function request(method: string, path: string, { headers = {}, body }: Sent = {}): Request {
  const raw = typeof body === "string" || body instanceof Uint8Array || body === undefined;
  return new Request(`http://127.0.0.1:8100${path}`, {
    method,
    headers: { authorization: "Token good", ...(raw ? {} : { "content-type": "application/json" }), ...headers },
    body: raw ? (body as string | undefined) : JSON.stringify(body),
  });
}

/** The same from somebody who shows no token. */
export function anonymous(method: string, path: string, sent: Sent = {}): Request {
  const made = request(method, path, sent);
  if (!sent.headers?.authorization) made.headers.delete("authorization");
  return made;
}
