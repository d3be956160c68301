-- CreateEnum
CREATE TYPE "OperationState" AS ENUM ('queued', 'attached', 'refused', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('PENDING', 'IN_PROGRESS', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "username" TEXT NOT NULL,
    "firstName" TEXT NOT NULL DEFAULT '',
    "lastName" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "isStaff" BOOLEAN NOT NULL DEFAULT false,
    "isSuperuser" BOOLEAN NOT NULL DEFAULT false,
    "passwordHash" TEXT,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Profile" (
    "userId" INTEGER NOT NULL,
    "staffView" BOOLEAN NOT NULL DEFAULT false,
    "archiveTokenCipher" TEXT,
    "archiveTokenHash" TEXT,
    "refreshedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "Profile_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "expiresAt" TIMESTAMPTZ(6),
    "lastUsedAt" TIMESTAMPTZ(6),
    "revokedAt" TIMESTAMPTZ(6),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DataSession" (
    "id" SERIAL NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "inputData" JSON NOT NULL,
    "created" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "accessed" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "modified" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "DataSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DataOperation" (
    "id" SERIAL NOT NULL,
    "sessionId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "inputData" JSON NOT NULL,
    "resultKey" TEXT NOT NULL,
    "state" "OperationState" NOT NULL DEFAULT 'queued',
    "message" TEXT NOT NULL DEFAULT '',
    "linkSalt" TEXT NOT NULL,
    "runId" UUID,
    "created" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "queuedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "requeues" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "DataOperation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "resultKey" TEXT NOT NULL,
    "operationName" TEXT NOT NULL,
    "operationVersion" INTEGER NOT NULL,
    "recipe" JSON NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'PENDING',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "message" TEXT NOT NULL DEFAULT '',
    "output" JSON,
    "errorKind" TEXT,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "leaseOwner" TEXT,
    "leaseExpiresAt" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "crashes" INTEGER NOT NULL DEFAULT 0,
    "superseded" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "startedAt" TIMESTAMPTZ(6),
    "finishedAt" TIMESTAMPTZ(6),
    "timings" JSON,
    "peakMemory" BIGINT,

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RunInput" (
    "runId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "basename" TEXT NOT NULL,
    "archiveFrameId" TEXT,
    "sha256" TEXT,

    CONSTRAINT "RunInput_pkey" PRIMARY KEY ("runId","source","basename")
);

-- CreateTable
CREATE TABLE "RunFile" (
    "runId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,

    CONSTRAINT "RunFile_pkey" PRIMARY KEY ("runId","key")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "actorId" INTEGER,
    "action" TEXT NOT NULL,
    "objectType" TEXT NOT NULL,
    "objectId" TEXT NOT NULL,
    "before" JSON,
    "after" JSON,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FrameAccess" (
    "userId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "basename" TEXT NOT NULL,
    "frameId" TEXT NOT NULL,
    "checkedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "FrameAccess_pkey" PRIMARY KEY ("userId","source","basename")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_username_key" ON "User"("username");

-- CreateIndex
CREATE UNIQUE INDEX "Profile_archiveTokenHash_key" ON "Profile"("archiveTokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE INDEX "DataSession_ownerId_modified_idx" ON "DataSession"("ownerId", "modified" DESC);

-- CreateIndex
CREATE INDEX "DataOperation_sessionId_id_idx" ON "DataOperation"("sessionId", "id");

-- CreateIndex
CREATE INDEX "DataOperation_runId_idx" ON "DataOperation"("runId");

-- CreateIndex
CREATE INDEX "DataOperation_resultKey_idx" ON "DataOperation"("resultKey");

-- CreateIndex
CREATE INDEX "Run_resultKey_idx" ON "Run"("resultKey");

-- CreateIndex
CREATE INDEX "Run_status_leaseExpiresAt_idx" ON "Run"("status", "leaseExpiresAt");

-- CreateIndex
CREATE INDEX "RunInput_source_basename_idx" ON "RunInput"("source", "basename");

-- CreateIndex
CREATE INDEX "RunFile_key_idx" ON "RunFile"("key");

-- CreateIndex
CREATE INDEX "AuditEntry_objectType_objectId_idx" ON "AuditEntry"("objectType", "objectId");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_idx" ON "AuditEntry"("actorId");

-- CreateIndex
CREATE INDEX "FrameAccess_checkedAt_idx" ON "FrameAccess"("checkedAt");

-- AddForeignKey
ALTER TABLE "Profile" ADD CONSTRAINT "Profile_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DataSession" ADD CONSTRAINT "DataSession_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DataOperation" ADD CONSTRAINT "DataOperation_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "DataSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DataOperation" ADD CONSTRAINT "DataOperation_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunInput" ADD CONSTRAINT "RunInput_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RunFile" ADD CONSTRAINT "RunFile_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FrameAccess" ADD CONSTRAINT "FrameAccess_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Partial indexes, which the schema language leaves out.
-- A result key is unique among live and completed runs.
CREATE UNIQUE INDEX "Run_resultKey_live_key" ON "Run"("resultKey")
  WHERE "status" IN ('PENDING', 'IN_PROGRESS', 'COMPLETED') AND NOT "superseded";

CREATE INDEX "DataOperation_queuedAt_waiting_idx" ON "DataOperation"("queuedAt") WHERE "state" = 'queued';

-- Every change that a watcher shows is published when it is committed, whoever made it.
-- \x3b is a semicolon: Prisma splits a script at each plain one when it replays the history.
CREATE FUNCTION "publishChange"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(\'datalab_events\', TG_ARGV[0] || \':\' || CASE TG_OP WHEN \'DELETE\' THEN OLD.id ELSE NEW.id END)\x3b
  RETURN NULL\x3b
END';

CREATE TRIGGER "Run_changed" AFTER UPDATE OF "status", "progress", "message" ON "Run"
  FOR EACH ROW WHEN ((OLD."status", OLD."progress", OLD."message") IS DISTINCT FROM (NEW."status", NEW."progress", NEW."message"))
  EXECUTE FUNCTION "publishChange"('run');

CREATE TRIGGER "DataOperation_changed" AFTER UPDATE OF "state", "runId", "message" ON "DataOperation"
  FOR EACH ROW WHEN ((OLD."state", OLD."runId", OLD."message") IS DISTINCT FROM (NEW."state", NEW."runId", NEW."message"))
  EXECUTE FUNCTION "publishChange"('operation');

CREATE TRIGGER "DataOperation_came_or_went" AFTER INSERT OR DELETE ON "DataOperation"
  FOR EACH ROW EXECUTE FUNCTION "publishChange"('operation');
