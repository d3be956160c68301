import type { ServiceDeps } from "./service-deps.ts";
import type { HealthView } from "./views.ts";

/** Whether everything a request needs answers now. */
export async function health(deps: ServiceDeps): Promise<HealthView> {
  const [database, queue, store] = await Promise.all([deps.database, deps.queue, deps.store].map(answers));
  return { ok: Boolean(database && queue && store), database: database!, queue: queue!, store: store! };
}

function answers(service: { ping(): Promise<void> }): Promise<boolean> {
  return service.ping().then(
    () => true,
    () => false,
  );
}
