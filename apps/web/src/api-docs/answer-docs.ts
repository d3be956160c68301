import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { docsPage, startScript } from "./docs-page.ts";

const assets: Readonly<Record<string, string>> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "favicon-32x32.png": "image/png",
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const safety = {
  "Content-Security-Policy": policy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
};

/** The API's reference page at /api/docs/ and what it loads, from `folder`. */
export async function answerDocs(request: Request, folder: string): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return text(405, "Not allowed.", "text/plain", "no-store");
  const { pathname } = new URL(request.url);
  if (pathname === "/api/docs") {
    const headers = { ...safety, Location: "/api/docs/", "Content-Length": "0" };
    return new Response(null, { status: 301, headers });
  }
  const name = pathname.slice("/api/docs/".length);
  if (name === "") return text(200, docsPage, "text/html; charset=utf-8", "no-cache");
  if (name === "start.js") return text(200, startScript, "text/javascript; charset=utf-8", "no-cache");
  const type = Object.hasOwn(assets, name) ? assets[name] : undefined;
  if (!type) return text(404, "Not found.", "text/plain", "no-store");
  return text(200, await readFile(join(folder, name)), type, "public, max-age=3600");
}

function text(status: number, body: string | Uint8Array, type: string, caching: string): Response {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : new Uint8Array(body);
  return new Response(bytes, {
    status,
    headers: {
      "Content-Type": type,
      "Content-Length": String(bytes.byteLength),
      "Cache-Control": caching,
      ...safety,
    },
  });
}
