-- "read" and "write" become the finer scopes that allow the same.
UPDATE "ApiToken"
SET "scopes" = CASE
  WHEN 'write' = ANY ("scopes") AND 'read' = ANY ("scopes")
    THEN ARRAY['sessions:read', 'sessions:write', 'operations:run', 'admin']
  WHEN 'write' = ANY ("scopes") THEN ARRAY['sessions:write', 'operations:run', 'admin']
  ELSE ARRAY['sessions:read']
END
WHERE "scopes" && ARRAY['read', 'write'];
