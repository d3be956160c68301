import { createLogger, loadWorkerSettings } from "@datalab/config";
import { createServices } from "@datalab/services";
import { openBackends } from "./backends.ts";

/** Makes the first administrator and the demo data where they are missing; writes what a person must know to standard output as JSON. */
const settings = loadWorkerSettings(process.env);
const backends = await openBackends(settings, createLogger({ name: "setup", level: "silent" }));
const services = createServices(backends.options);
try {
  const { actor, signIn } = await services.accounts.ensureFirstAdmin();
  const demo = settings.demo ? await services.demo.seed(actor) : null;
  process.stdout.write(JSON.stringify({ admin: signIn, demo }));
} finally {
  await backends.close();
}
