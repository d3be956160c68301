export { createJobQueue, type JobCounts, type JobQueue } from "./job-queue.ts";
export {
  type DeliveredJob,
  type JobLogger,
  type JobWorker,
  type JobWorkerOptions,
  startJobWorker,
} from "./job-worker.ts";
