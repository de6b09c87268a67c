-- How long a finished file is, as its reader sees it and as it is stored. Unknown for those made before.
ALTER TABLE exports ADD COLUMN content_length BIGINT;
ALTER TABLE exports ADD COLUMN stored_length BIGINT;
