-- Whether texts that a spreadsheet would run are made harmless.
ALTER TABLE exports ADD COLUMN for_spreadsheet BOOLEAN DEFAULT FALSE NOT NULL;
