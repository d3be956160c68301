import { createHash } from "node:crypto";
import { type Answer, jsonBytes } from "./answer.ts";

/** Tags what was read by its bytes, and answers 304 to a caller who has them already (RFC 9110 §13). */
export function conditional(request: Request, answer: Answer): Answer {
  if (answer.status !== 200 || answer.stream || (request.method !== "GET" && request.method !== "HEAD")) return answer;
  const { spooled } = answer;
  const json = spooled ? null : jsonBytes(answer);
  if (!json && !spooled) return answer;
  const tag = spooled ? `"${spooled.tag}"` : tagOf(json!);
  const headers = { ...answer.headers, ETag: tag, "Cache-Control": "private, no-cache" };
  if (isKnown(request.headers.get("if-none-match"), tag)) {
    void spooled?.stream.cancel();
    return { status: 304, headers };
  }
  return { status: 200, ...(spooled ? { spooled } : { json: json! }), headers };
}

/** Bytes that are answered again and again have their tag already. */
const tags = new WeakMap<Uint8Array, string>();

function tagOf(json: Uint8Array): string {
  const known = tags.get(json);
  if (known) return known;
  const tag = `"${createHash("sha1").update(json).digest("base64url")}"`;
  tags.set(json, tag);
  return tag;
}

function isKnown(ifNoneMatch: string | null, tag: string): boolean {
  const known = (ifNoneMatch ?? "").split(",").map((entry) => entry.trim().replace(/^W\//, ""));
  return known.includes(tag) || known.includes("*");
}
