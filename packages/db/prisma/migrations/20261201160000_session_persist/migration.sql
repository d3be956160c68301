-- AlterTable
ALTER TABLE "DataSession" ADD COLUMN     "persist" BOOLEAN NOT NULL DEFAULT false;
