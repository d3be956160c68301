-- An output that grows while its run goes on is a change that watchers wait for.
CREATE TRIGGER "Run_published" AFTER UPDATE OF "output" ON "Run"
  FOR EACH ROW WHEN (OLD."output"::text IS DISTINCT FROM NEW."output"::text)
  EXECUTE FUNCTION "publishChange"('run');
