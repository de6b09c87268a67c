-- Work that goes on after the answer.
CREATE TABLE jobs (
  id ${id},
  account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  device_id BIGINT REFERENCES devices (id) ON DELETE SET NULL,
  public_id VARCHAR(38) NOT NULL UNIQUE,
  state VARCHAR(10) NOT NULL,
  errors VARCHAR(1000),
  -- Where the result is, below the base URL.
  result_path VARCHAR(250),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT
);

CREATE INDEX jobs_by_account ON jobs (account_id, id);
CREATE INDEX jobs_by_device ON jobs (device_id, id);
CREATE INDEX jobs_by_end ON jobs (finished_at);

-- What a job is to export.
CREATE TABLE exports (
  job_id BIGINT PRIMARY KEY REFERENCES jobs (id) ON DELETE CASCADE,
  token VARCHAR(32) NOT NULL UNIQUE,
  start_at BIGINT NOT NULL,
  end_at BIGINT NOT NULL,
  row_limit BIGINT NOT NULL,
  with_location BOOLEAN NOT NULL,
  -- Whether texts that a spreadsheet would run are made harmless.
  for_spreadsheet BOOLEAN DEFAULT FALSE NOT NULL,
  -- How long the finished file is, as its reader sees it and as it is stored.
  content_length BIGINT,
  stored_length BIGINT,
  -- How often the work was begun. Only who began it last may go on with it.
  attempt INTEGER NOT NULL
);

-- The columns of the file. A stream may be gone before it is exported; its column stays, empty.
CREATE TABLE export_streams (
  job_id BIGINT NOT NULL REFERENCES exports (job_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  stream_id BIGINT NOT NULL,
  name VARCHAR(250) NOT NULL,
  is_numeric BOOLEAN NOT NULL,
  PRIMARY KEY (job_id, position)
);

-- The file, compressed with gzip as a whole and then cut into pieces.
CREATE TABLE export_chunks (
  job_id BIGINT NOT NULL REFERENCES exports (job_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  content ${bytes} NOT NULL,
  PRIMARY KEY (job_id, position)
);
