const allowedHeaders =
  "accept, accept-encoding, authorization, content-type, dnt, idempotency-key, if-none-match, last-event-id, origin, prefer, range, trpc-accept, user-agent, x-csrftoken, x-requested-with";

/** `["*"]` lets every page in; a list names the origins that may read answers. Credentials are never allowed across origins. */
export type CorsOrigins = readonly string[];

export function isPreflight(request: Request): boolean {
  return (
    request.method === "OPTIONS" &&
    request.headers.has("origin") &&
    request.headers.has("access-control-request-method")
  );
}

export function preflightResponse(): Response {
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": "0",
    "Access-Control-Allow-Headers": allowedHeaders,
    "Access-Control-Allow-Methods": "DELETE, GET, OPTIONS, PATCH, POST, PUT",
    "Access-Control-Max-Age": "86400",
  };
  return new Response(null, { status: 200, headers });
}

/** Marks `response` as readable by the page that asked; goes on every answer, errors and redirects included. */
export function allowOrigin(response: Response, request: Request, origins: CorsOrigins): Response {
  const origin = request.headers.get("origin");
  response.headers.append("Vary", "Origin");
  if (origins.includes("*")) response.headers.set("Access-Control-Allow-Origin", "*");
  else if (origin && origins.includes(origin)) response.headers.set("Access-Control-Allow-Origin", origin);
  return response;
}
