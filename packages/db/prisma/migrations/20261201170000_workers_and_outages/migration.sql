-- When to look whether the queue still has an operation's job, and how long it has been waiting for something that is away.
ALTER TABLE "DataOperation"
  ADD COLUMN "lookAt" TIMESTAMPTZ(6) NOT NULL DEFAULT (clock_timestamp() + '00:00:15'::interval),
  ADD COLUMN "outages" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "outageSince" TIMESTAMPTZ(6);

-- A computed result that could not be stored yet, and until when its holder keeps others from computing it again.
ALTER TABLE "Run"
  ADD COLUMN "keptBy" TEXT,
  ADD COLUMN "keptUntil" TIMESTAMPTZ(6);

CREATE INDEX "DataOperation_lookAt_idx" ON "DataOperation"("lookAt");

-- CreateTable
CREATE TABLE "Worker" (
  "id" UUID NOT NULL,
  "host" TEXT NOT NULL,
  "pid" INTEGER NOT NULL,
  "version" TEXT NOT NULL,
  "threads" INTEGER NOT NULL,
  "memory" BIGINT,
  "startedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
  "heartbeatAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
  "currentRunId" UUID,
  "drainRequested" BOOLEAN NOT NULL DEFAULT FALSE,
  "trouble" TEXT,
  CONSTRAINT "Worker_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "Worker_heartbeatAt_idx" ON "Worker"("heartbeatAt");
