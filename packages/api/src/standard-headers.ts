const standardHeaders = {
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
};

/** What every answer carries, whatever it is: no browser may guess its type, show it inside a page or tell where it was. */
export function withStandardHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(standardHeaders)) response.headers.set(name, value);
  return response;
}
