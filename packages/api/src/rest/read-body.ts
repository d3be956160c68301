import { tooLarge } from "../within-limit.ts";
import { describeJsonError } from "./json-error.ts";
import { nestingOf } from "./nesting.ts";
import { Problem } from "./problem.ts";

/** The parsed body: any JSON value, or an object of a form's fields. No body at all reads as an empty object. */
export async function readBody(request: Request, limit: number): Promise<unknown> {
  const chunks = await readChunks(request, limit);
  if (chunks.every((chunk) => chunk.byteLength === 0)) return {};
  const contentType = request.headers.get("content-type") ?? "";
  switch (contentType.split(";")[0]!.trim().toLowerCase()) {
    case "application/json":
      return parseJson(decode(chunks));
    case "application/x-www-form-urlencoded":
      return formFields(new URLSearchParams(decode(chunks)));
    case "multipart/form-data":
      return formFields(await parseMultipart(Buffer.concat(chunks), contentType));
    default:
      throw new Problem(415, `Unsupported media type "${contentType}" in request.`);
  }
}

/** Stops reading as soon as the limit is passed, whatever length was announced. */
async function readChunks(request: Request, limit: number): Promise<Uint8Array[]> {
  if (Number(request.headers.get("content-length")) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return chunks;
}

/** Empties `chunks`: a large body is not held twice. */
function decode(chunks: Uint8Array[]): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const texts: string[] = [];
  try {
    for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) texts.push(decoder.decode(chunk, { stream: true }));
    texts.push(decoder.decode());
    return texts.join("");
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
