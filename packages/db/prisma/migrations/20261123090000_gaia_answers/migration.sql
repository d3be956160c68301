-- CreateTable
CREATE TABLE "GaiaAnswer" (
    "cone" TEXT NOT NULL,
    "answer" BYTEA NOT NULL,
    "fetchedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "GaiaAnswer_pkey" PRIMARY KEY ("cone")
);

-- CreateIndex
CREATE INDEX "GaiaAnswer_fetchedAt_idx" ON "GaiaAnswer"("fetchedAt");
