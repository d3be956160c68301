import { bytesSource, imageLayout, openFits, readRows } from "@datalab/fits";

/** What a case of the field asks, and which answers are right; member names are those of its expected.json. */
export interface FieldCase {
  cli?: string[];
  request?:
    | { operation: string; input_data: Record<string, unknown> }
    | { analysis: string; body: Record<string, unknown> };
  expected: Expected;
}

interface Expected {
  field?: string | string[];
  values?: (number | string)[];
  tolerance?: number;
  pixels?: number[];
  match?: string;
  read?: boolean;
  or_refused?: boolean;
  or_failed?: boolean;
  or_null?: boolean;
  or_diagnostic?: string;
  or_starts?: string;
  or_no_ctype?: boolean;
}

/** What the `fits` command answered: its exit code, its words, and its bytes. */
export interface CommandAnswer {
  status: number | null;
  stdout: Buffer;
  stderr: string;
}

/** Empty for a right answer, else what is wrong about it. */
export function wrongInCommand(expected: Expected, { status, stdout, stderr }: CommandAnswer): string {
  if (status !== 0) return expected.or_refused && stderr.trim() !== "" ? "" : `exit ${status}: ${stderr}`;
  if (expected.read) return "";
  if (expected.match !== undefined) {
    const text = stdout.toString();
    return new RegExp(expected.match).test(text) ? "" : `no ${expected.match} in: ${text}`;
  }
  if (expected.pixels === undefined) return `the file passed: ${stdout}`;
  const found = expected.pixels.map((_, index) => stdout.readDoubleLE(8 * index));
  return found.every((pixel, index) => pixel === expected.pixels?.[index]) ? "" : `pixels ${found}`;
}

/** The same for an analysis; `status` is that of HTTP. */
export function wrongInAnalysis(expected: Expected, status: number, body: Record<string, unknown>): string {
  if (status === 400) return expected.or_failed && words(body.error) ? "" : `400: ${JSON.stringify(body)}`;
  const found = [expected.field].flat().flatMap((name) => body[String(name)] as number | null);
  return wrongInValues(expected, found);
}

interface Finished {
  status: string;
  message: string;
  output: { output_files?: { fits_url: string }[]; output_data?: Record<string, unknown>[] } | null;
}

/** The same for an operation that has ended. */
export async function wrongInOperation(expected: Expected, { status, message, output }: Finished): Promise<string> {
  if (status === "FAILED") return expected.or_failed && words(message) ? "" : `failed: ${message}`;
  const file = output?.output_files?.[0];
  if (file) return wrongInImage(expected, await (await fetch(file.fits_url)).arrayBuffer());
  const data = output?.output_data?.[0] ?? {};
  if (expected.or_diagnostic && diagnosticsOf(data).some((line) => line.includes(expected.or_diagnostic ?? "")))
    return "";
  const path = String(expected.field).split(".");
  const points = data.light_curve as Record<string, unknown>[];
  const found = path.length > 1 ? [valueAt(data, path)] : points.map((point) => valueAt(point, path));
  return wrongInValues(expected, found as (number | null)[]);
}

async function wrongInImage(expected: Expected, bytes: ArrayBuffer): Promise<string> {
  const file = await openFits(bytesSource(new Uint8Array(bytes)));
  const sci = file.find("SCI");
  if (!sci) return "the result has no SCI image";
  if (expected.field === "median_of_pixels") {
    const layout = await imageLayout(file, sci);
    const pixels = (await readRows(file, layout, 0, layout.height)).sort();
    return wrongInValues(expected, [pixels[pixels.length >> 1] ?? Number.NaN]);
  }
  const keyword = String(expected.field).replace("header ", "");
  const value = sci.header.get(keyword);
  if (value === undefined && (expected.or_null || (expected.or_no_ctype && !sci.header.has("CTYPE1")))) return "";
  if (typeof value !== "string") return wrongInValues(expected, [Number(value)]);
  const right = value === expected.values?.[0] || (expected.or_starts && value.startsWith(expected.or_starts));
  return right ? "" : `${keyword} = ${value}`;
}

function wrongInValues({ values = [], tolerance = 0, or_null }: Expected, found: (number | null)[]): string {
  const right = values.every((value, index) => {
    const answer = found[index];
    return answer === null ? or_null : Math.abs(Number(answer) - Number(value)) <= tolerance;
  });
  return right && found.length === values.length ? "" : `${JSON.stringify(found)} instead of ${JSON.stringify(values)}`;
}

function diagnosticsOf({ pipeline_diagnostics = [] }: Record<string, unknown>): string[] {
  return pipeline_diagnostics as string[];
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce((found, name) => (found as Record<string, unknown> | undefined)?.[name], data);
}

/** A refusal says something to a person, and is not the text for an error of our own. */
function words(text: unknown): boolean {
  return typeof text === "string" && text.length > 20 && !/internal error|went wrong on our side/i.test(text);
}
