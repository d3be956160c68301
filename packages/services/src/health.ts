import { ALIVE_SECONDS } from "./runs/worker-pulse.ts";
import type { ServiceDeps } from "./service-deps.ts";
import type { HealthView } from "./views.ts";

/** Whatever hangs, an answer is due within a second. */
const PROBE_MS = 800;
const KEPT_MS = 2000;

/** Whether everything a request needs answers now. One look serves everybody for two seconds. */
export function readiness(deps: ServiceDeps): () => Promise<HealthView> {
  let last: { at: number; answer: Promise<HealthView> } | null = null;
  return () => {
    if (!last || performance.now() - last.at > KEPT_MS) last = { at: performance.now(), answer: look(deps) };
    return last.answer;
  };
}

async function look(deps: ServiceDeps): Promise<HealthView> {
  const answers = (service: { ping(): Promise<void> }) =>
    inTime(
      service.ping().then(() => true),
      false,
    );
  const [database, queue, store, disk, alive] = await Promise.all([
    answers(deps.database),
    answers(deps.queue),
    answers(deps.store),
    inTime(deps.hasRoom?.() ?? Promise.resolve(true), true),
    inTime(deps.database.workers.alive(ALIVE_SECONDS), null),
  ]);
  const workers = alive !== null && alive.length > 0;
  const troubles = new Set((alive ?? []).flatMap(({ trouble }) => trouble ?? []));
  const messages = [
    ...(database ? [] : ["The database does not answer."]),
    ...(queue ? [] : ["The queue does not answer."]),
    ...(store ? [] : ["The file store does not answer."]),
    ...(disk ? [] : ["The disk is full."]),
    ...(alive?.length === 0 ? ["No worker is running; operations wait."] : []),
    ...troubles,
  ];
  return { ok: messages.length === 0, database, queue, store, disk, workers, messages };
}

/** The answer, or `otherwise` when it fails or does not come in time. */
async function inTime<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), PROBE_MS);
  });
  try {
    return await Promise.race([answer.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
