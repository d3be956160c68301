import type { Writable } from "node:stream";
import type { ParseArgsConfig } from "node:util";
import type { OpenedFile } from "./open-file.ts";

/** What a command is given: its words, its options, the opened file, and where to print. */
export interface CommandInput extends OpenedFile {
  /** The words after FILE. */
  words: string[];
  options: Record<string, string | boolean | undefined>;
  out: Writable;
}

/** One command of `fits`; its first word is always FILE. */
export interface Command {
  /** "FILE HDU OUT": the words in lower-case brackets may be left out. */
  usage: string;
  summary: string;
  options?: Record<string, NonNullable<ParseArgsConfig["options"]>[string]>;
  run(input: CommandInput): Promise<void>;
}

/** Wrong words or options: the usage is shown and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
