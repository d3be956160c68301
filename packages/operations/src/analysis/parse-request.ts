import { AppError } from "@datalab/errors";
import type { z } from "zod";
import type { FileReference } from "../input-files.ts";
import { type AnalysisInput, type AnalysisName, analyses } from "./catalogue.ts";

/** A request that has been checked. */
export interface AnalysisRequest<Name extends AnalysisName> {
  readonly file: FileReference & { readonly source: "archive" | "datalab" };
  readonly input: AnalysisInput<Name>;
}

/** Checks what a client sent. @throws AppError invalid whose text begins with the name of the analysis */
export function parseAnalysis<Name extends AnalysisName>(name: Name, body: unknown): AnalysisRequest<Name> {
  const parsed = analyses[name].request.safeParse(body);
  if (!parsed.success) throw analysisError(name, describe(parsed.error.issues), "analysis.bad_request");
  const { basename, source, ...input } = parsed.data;
  return { file: { basename, source }, input: input as AnalysisInput<Name> }; // the request's other members are the input
}

/** Every text for the caller begins with the analysis it is about. */
export function analysisError(name: string, text: string, code: string, cause?: unknown): AppError {
  return new AppError("invalid", code, `${name}: ${text}`, { cause });
}

function describe(issues: readonly z.core.$ZodIssue[]): string {
  const texts = issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join(".")} ${message}` : "the request must be an object",
  );
  return `${[...new Set(texts)].join("; ")}.`;
}
