export { createLogger, type Logger } from "./logger.ts";
export { loadWebSettings, loadWorkerSettings, type WebSettings, type WorkerSettings } from "./settings.ts";
