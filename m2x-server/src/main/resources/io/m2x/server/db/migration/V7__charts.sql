CREATE TABLE charts (
  id ${id},
  account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  public_id VARCHAR(32) NOT NULL UNIQUE,
  name VARCHAR(250) NOT NULL
);

CREATE INDEX charts_by_account ON charts (account_id, id);

-- Streams are meant by name: one that is deleted and created again is drawn again.
CREATE TABLE chart_series (
  chart_id BIGINT NOT NULL REFERENCES charts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  device_id BIGINT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  stream_name VARCHAR(250) NOT NULL,
  PRIMARY KEY (chart_id, position)
);

CREATE INDEX chart_series_by_device ON chart_series (device_id);
