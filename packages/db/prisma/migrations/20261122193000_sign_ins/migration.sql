-- A new password ends every browser sign-in of the user but the one that changed it.
ALTER TABLE "User" ADD COLUMN "signInEpoch" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "keptSignIn" TEXT;
