import { type Logger, pino } from "pino";

/** Structured JSON lines on stdout; secrets that could reach a log object are cut. */
export function createLogger(options: { name: string; level: string }): Logger {
  return pino({
    name: options.name,
    level: options.level,
    redact: {
      paths: ["authorization", "*.authorization", "token", "*.token", "password", "*.password"],
      censor: "[cut]",
    },
  });
}

export type { Logger } from "pino";
