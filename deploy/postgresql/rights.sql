-- The owner of the tables (peoplehub_owner) migrates; the site's own role (peoplehub) reads and writes
-- rows, in later tables too, and may only read and add to what is only ever added to. Run it again at
-- any time:  sudo -u postgres psql --dbname peoplehub --file deploy/postgresql/rights.sql

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO peoplehub_owner;
GRANT USAGE ON SCHEMA public TO peoplehub;

ALTER DEFAULT PRIVILEGES FOR ROLE peoplehub_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO peoplehub;
ALTER DEFAULT PRIVILEGES FOR ROLE peoplehub_owner IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO peoplehub;
ALTER DEFAULT PRIVILEGES FOR ROLE peoplehub_owner IN SCHEMA public
    GRANT EXECUTE ON FUNCTIONS TO peoplehub;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO peoplehub;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO peoplehub;

DO $$
DECLARE kept text;
BEGIN
    FOR kept IN  -- the tables whose triggers refuse to change or delete a row
        SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
        JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname LIKE '%\_is\_kept'
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM peoplehub', kept);
    END LOOP;
END $$;
