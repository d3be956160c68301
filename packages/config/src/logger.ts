import { type Logger, pino } from "pino";

interface LoggerOptions {
  name: string;
  level: string;
  /** Goes into every line; asked when it is written. */
  context?: () => object;
}

/** Structured JSON lines on stdout; secrets that could reach a log object are cut. */
export function createLogger(options: LoggerOptions): Logger {
  return pino({
    name: options.name,
    level: options.level,
    mixin: options.context,
    redact: {
      paths: ["authorization", "*.authorization", "token", "*.token", "password", "*.password"],
      censor: "[cut]",
    },
  });
}

export type { Logger } from "pino";
