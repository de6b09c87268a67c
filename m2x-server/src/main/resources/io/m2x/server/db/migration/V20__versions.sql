-- Grows with every change of a resource and of what belongs to it, so that what a server keeps in memory can be compared.
ALTER TABLE devices ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE distributions ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE collections ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE charts ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE integrations ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE api_keys ADD COLUMN version BIGINT DEFAULT 0 NOT NULL;
