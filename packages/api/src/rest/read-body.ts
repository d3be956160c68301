import { tooLarge } from "../within-limit.ts";
import { describeJsonError } from "./json-error.ts";
import { nestingOf } from "./nesting.ts";
import { Problem } from "./problem.ts";

/** The parsed body: any JSON value, or an object of a form's fields. No body at all reads as an empty object. */
export async function readBody(request: Request, limit: number): Promise<unknown> {
  const bytes = await readBytes(request, limit);
  if (bytes.byteLength === 0) return {};
  const contentType = request.headers.get("content-type") ?? "";
  switch (contentType.split(";")[0]!.trim().toLowerCase()) {
    case "application/json":
      return parseJson(decode(bytes));
    case "application/x-www-form-urlencoded":
      return formFields(new URLSearchParams(decode(bytes)));
    case "multipart/form-data":
      return formFields(await parseMultipart(bytes, contentType));
    default:
      throw new Problem(415, `Unsupported media type "${contentType}" in request.`);
  }
}

/** Stops reading as soon as the limit is passed, whatever length was announced. */
async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length")) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, "JSON parse error - the text is not UTF-8");
  }
}

const DEEPEST = 1000;

function parseJson(text: string): unknown {
  if (nestingOf(text) > DEEPEST) throw new Problem(400, "JSON parse error - the text is nested too deeply");
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, `JSON parse error - ${describeJsonError(text)}`);
  }
}

async function parseMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch {
    throw new Problem(400, "Multipart form parse error - the parts or their boundary are malformed");
  }
}

/** A form carries text only, so members that are JSON elsewhere are read as JSON here. */
const jsonFields = new Set(["input_data", "ids"]);

function formFields(form: FormData | URLSearchParams): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value === "string") fields[name] = jsonFields.has(name) ? parseJson(value) : value;
  }
  return fields;
}
