import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { AppError } from "@datalab/errors";
import { type Command, UsageError } from "./command.ts";
import { headerCommand } from "./header-command.ts";
import { infoCommand } from "./info-command.ts";
import { withFile } from "./open-file.ts";
import { packCommand } from "./pack-command.ts";
import { pixelsCommand } from "./pixels-command.ts";
import { tableCommand } from "./table-command.ts";
import { unpackCommand } from "./unpack-command.ts";
import { verifyCommand } from "./verify-command.ts";

export interface CliOutput {
  out: Writable;
  err: Writable;
}

const ownCommands: Record<string, Command> = {
  info: infoCommand,
  header: headerCommand,
  table: tableCommand,
  pixels: pixelsCommand,
  pack: packCommand,
  unpack: unpackCommand,
  verify: verifyCommand,
};

/**
 * Runs one command, `further` ones beside those of this package. Answers the exit code: 0 done, 1 the file or the disk said no (a line for
 * each fault on `err`), 2 the words make no command (the usage on `err`).
 */
export async function runCli(
  words: string[],
  { out, err }: CliOutput,
  further: Record<string, Command> = {},
): Promise<number> {
  const commands = { ...ownCommands, ...further };
  const [name = "", ...rest] = words;
  if (["help", "--help", "-h"].includes(name)) {
    out.write(usage(commands));
    return 0;
  }
  try {
    if (!Object.hasOwn(commands, name))
      throw new UsageError(name ? `There is no command "${name}".` : "Which command?");
    await runCommand(commands[name], rest, out);
    return 0;
  } catch (thrown) {
    if (isClosedPipe(thrown)) return 0;
    err.write(
      thrown instanceof UsageError
        ? `fits: ${thrown.message}\n\n${usage(commands)}`
        : `${explain(thrown).replace(/^/gm, "fits: ")}\n`,
    );
    return thrown instanceof UsageError ? 2 : 1;
  }
}

async function runCommand(command: Command, words: string[], out: Writable): Promise<void> {
  const { positionals, values } = parse(command, words);
  const [path, ...others] = positionals;
  await withFile(path, (opened) =>
    command.run({ ...opened, words: others, options: values as Record<string, string | boolean | undefined>, out }),
  );
}

function parse(command: Command, words: string[]) {
  const parsed = parseWords(command, words);
  const places = command.usage.split(" ");
  const least = places.filter((place) => !place.startsWith("[")).length;
  const most = command.usage.endsWith("...]") ? Number.POSITIVE_INFINITY : places.length;
  const { length } = parsed.positionals;
  if (length < least) throw new UsageError(`${places[length]} is missing.`);
  if (length > most) throw new UsageError(`"${parsed.positionals[most]}" is one word too many.`);
  return parsed;
}

function parseWords({ options = {} }: Command, words: string[]) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function usage(commands: Record<string, Command>): string {
  const lines = Object.entries(commands).map(([name, { usage: words, summary, options = {} }]) => {
    const flags = Object.entries(options).map(([flag, { type }]) => ` [--${flag}${type === "string" ? " X" : ""}]`);
    return `  ${`${name} ${words}${flags.join("")}`.padEnd(44)} ${summary}`;
  });
  return `usage: fits COMMAND FILE ...\n${lines.join("\n")}\nHDU is an index, from 0, or an EXTNAME. OUT may be "-".\n`;
}

function isClosedPipe(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "EPIPE";
}

/** A line for each fault; paths and codes of the system are what a person at a terminal needs. */
function explain(thrown: unknown): string {
  if (thrown instanceof AppError) return thrown.publicMessage;
  return thrown instanceof Error ? thrown.message.split("\n")[0] : String(thrown);
}
