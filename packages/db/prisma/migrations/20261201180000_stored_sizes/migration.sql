-- Bytes of each JSON text, so that quotas and pages are reckoned without reading the texts. One pass over each table.
ALTER TABLE "DataSession" ADD COLUMN "inputBytes" INTEGER GENERATED ALWAYS AS (octet_length("inputData"::text)) STORED;
ALTER TABLE "DataOperation" ADD COLUMN "inputBytes" INTEGER GENERATED ALWAYS AS (octet_length("inputData"::text)) STORED;
ALTER TABLE "Run" ADD COLUMN "outputBytes" INTEGER GENERATED ALWAYS AS (octet_length("output"::text)) STORED;
ALTER TABLE "IdempotentRequest" ADD COLUMN "answerBytes" INTEGER GENERATED ALWAYS AS (octet_length("answer"::text)) STORED;
