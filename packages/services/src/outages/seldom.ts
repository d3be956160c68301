import type { ServiceLogger } from "../service-deps.ts";

const PAUSE_MS = 60_000;
const MOST_KEPT = 500;

interface Told {
  at: number;
  /** How often it was not told since. */
  silent: number;
}

/** The same logger, which tells the same warning or error once a minute, with how often it came meanwhile. */
export function seldom(logger: ServiceLogger, now: () => number = () => performance.now()): ServiceLogger {
  const told = new Map<string, Told>();
  const tell = (level: "warn" | "error") => (details: object, message: string) => {
    const key = `${level} ${message} ${causeOf(details)}`;
    const last = told.get(key);
    if (last && now() - last.at < PAUSE_MS) {
      last.silent++;
      return;
    }
    if (told.size >= MOST_KEPT) told.clear();
    told.set(key, { at: now(), silent: 0 });
    logger[level](last?.silent ? { ...details, timesSince: last.silent } : details, message);
  };
  return { info: (details, message) => logger.info(details, message), warn: tell("warn"), error: tell("error") };
}

function causeOf(details: object): string {
  const { err } = details as { err?: unknown };
  if (!(err instanceof Error)) return "";
  return "code" in err ? String(err.code) : err.message;
}
