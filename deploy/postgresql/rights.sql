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
    FOREACH kept IN ARRAY ARRAY['audit_record', 'decision'] LOOP
        IF to_regclass('public.' || kept) IS NOT NULL THEN
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.%I FROM peoplehub', kept);
        END IF;
    END LOOP;
END $$;
