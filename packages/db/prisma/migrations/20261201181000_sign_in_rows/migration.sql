-- A browser's sign-in is a row that can be listed and ended. Cookies from before name no row: their owners sign in again.
CREATE TABLE "SignIn" (
  "id" TEXT NOT NULL,
  "userId" INTEGER NOT NULL,
  "createdAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
  "lastSeenAt" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
  "expiresAt" TIMESTAMPTZ(6) NOT NULL,
  "endedAt" TIMESTAMPTZ(6),
  "address" TEXT NOT NULL DEFAULT '',
  "userAgent" TEXT NOT NULL DEFAULT '',
  CONSTRAINT "SignIn_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "SignIn_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "SignIn_userId_idx" ON "SignIn"("userId");
CREATE INDEX "SignIn_expiresAt_idx" ON "SignIn"("expiresAt");
ALTER TABLE "User" DROP COLUMN "signInEpoch", DROP COLUMN "keptSignIn";
