-- Times are milliseconds since 1970-01-01T00:00:00Z. Texts are in the order of their code points. What ends in _folded
-- is for searches regardless of case; it is null beside texts of ASCII.

CREATE TABLE accounts (
  id ${id},
  name VARCHAR(250) NOT NULL UNIQUE,
  active BOOLEAN DEFAULT TRUE NOT NULL,
  -- The digest of the master key that the settings gave last, so that a key that was regenerated since stays dead.
  given_key_digest VARCHAR(64),
  created_at BIGINT NOT NULL
);

CREATE TABLE distributions (
  id ${id},
  account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  public_id VARCHAR(32) NOT NULL UNIQUE,
  name VARCHAR(250) ${collation} NOT NULL,
  name_folded VARCHAR,
  description VARCHAR(5000) ${collation},
  description_folded VARCHAR,
  visibility VARCHAR(10) NOT NULL,
  status VARCHAR(10) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX distributions_by_creation ON distributions (account_id, created_at, id);

CREATE TABLE distribution_tags (
  distribution_id BIGINT NOT NULL REFERENCES distributions (id) ON DELETE CASCADE,
  tag VARCHAR(250) ${collation} NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (distribution_id, tag)
);

CREATE TABLE distribution_metadata (
  distribution_id BIGINT NOT NULL REFERENCES distributions (id) ON DELETE CASCADE,
  name VARCHAR(250) ${collation} NOT NULL,
  content VARCHAR(5000) ${collation} NOT NULL,
  content_folded VARCHAR,
  PRIMARY KEY (distribution_id, name)
);

-- The streams that new devices of a distribution begin with; they have no values.
CREATE TABLE distribution_streams (
  id ${id},
  distribution_id BIGINT NOT NULL REFERENCES distributions (id) ON DELETE CASCADE,
  name VARCHAR(250) NOT NULL,
  display_name VARCHAR(250),
  value_type VARCHAR(12) NOT NULL,
  unit_label VARCHAR(250),
  unit_symbol VARCHAR(250),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (distribution_id, name)
);

CREATE TABLE devices (
  id ${id},
  account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  distribution_id BIGINT REFERENCES distributions (id) ON DELETE SET NULL,
  public_id VARCHAR(32) NOT NULL UNIQUE,
  name VARCHAR(250) ${collation} NOT NULL,
  name_folded VARCHAR,
  description VARCHAR(5000) ${collation},
  description_folded VARCHAR,
  visibility VARCHAR(10) NOT NULL,
  status VARCHAR(10) NOT NULL,
  serial VARCHAR(250) ${collation},
  -- The newest waypoint, kept here so that lists and searches need no join.
  located_at BIGINT,
  location_name VARCHAR(250),
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  elevation DOUBLE PRECISION,
  -- Which coordinates were written as text and go out as text: 1 for the latitude, 2 for the longitude, 4 for the elevation, or their sum.
  text_coordinates SMALLINT DEFAULT 0 NOT NULL,
  active_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  -- The serial first, so that a list of serials is looked up one by one.
  UNIQUE (serial, account_id)
);

CREATE INDEX devices_by_activity ON devices (account_id, active_at, id);
CREATE INDEX devices_by_creation ON devices (account_id, created_at, id);
CREATE INDEX devices_by_visibility ON devices (visibility, created_at, id);
CREATE INDEX devices_by_distribution ON devices (distribution_id);

CREATE TABLE device_tags (
  device_id BIGINT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  tag VARCHAR(250) ${collation} NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (device_id, tag)
);

CREATE INDEX device_tags_by_tag ON device_tags (tag);

CREATE TABLE device_metadata (
  device_id BIGINT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  name VARCHAR(250) ${collation} NOT NULL,
  content VARCHAR(5000) ${collation} NOT NULL,
  content_folded VARCHAR,
  PRIMARY KEY (device_id, name)
);

CREATE TABLE streams (
  id ${id},
  device_id BIGINT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  name VARCHAR(250) NOT NULL,
  display_name VARCHAR(250),
  value_type VARCHAR(12) NOT NULL,
  unit_label VARCHAR(250),
  unit_symbol VARCHAR(250),
  -- The value with the newest time.
  latest_at BIGINT,
  latest_num DOUBLE PRECISION,
  latest_txt VARCHAR(10000) ${collation},
  latest_txt_folded VARCHAR,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (device_id, name)
);

-- Values and waypoints can be spread over several machines: each has its stream or its device in every key, and nothing
-- refers to another table. What a deleted stream or device leaves behind is deleted in the background.
CREATE TABLE stream_values (
  stream_id BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  num DOUBLE PRECISION,
  txt VARCHAR(10000) ${collation},
  txt_folded VARCHAR,
  PRIMARY KEY (stream_id, at_ms)
) ${clustered};

-- Deleted streams whose values are not deleted yet.
CREATE TABLE discarded_streams (
  stream_id BIGINT NOT NULL PRIMARY KEY
);

CREATE TABLE waypoints (
  -- Only orders those of the same time.
  id ${rank},
  device_id BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  name VARCHAR(250),
  latitude DOUBLE PRECISION NOT NULL,
  longitude DOUBLE PRECISION NOT NULL,
  elevation DOUBLE PRECISION,
  -- As in the table of devices.
  text_coordinates SMALLINT DEFAULT 0 NOT NULL
);

CREATE UNIQUE INDEX waypoints_by_time ON waypoints (device_id, at_ms, id);

-- Deleted devices whose waypoints are not deleted yet.
CREATE TABLE discarded_devices (
  device_id BIGINT NOT NULL PRIMARY KEY
);

CREATE TABLE collections (
  id ${id},
  account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  parent_id BIGINT REFERENCES collections (id) ON DELETE SET NULL,
  public_id VARCHAR(32) NOT NULL UNIQUE,
  name VARCHAR(250) ${collation} NOT NULL,
  name_folded VARCHAR,
  description VARCHAR(5000),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX collections_by_account ON collections (account_id, id);
CREATE INDEX collections_by_parent ON collections (parent_id);

-- Every collection with itself and with all collections above it.
CREATE TABLE collection_paths (
  ancestor_id BIGINT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  collection_id BIGINT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  PRIMARY KEY (ancestor_id, collection_id)
);

CREATE INDEX collection_paths_upwards ON collection_paths (collection_id);

CREATE TABLE collection_tags (
  collection_id BIGINT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  tag VARCHAR(250) ${collation} NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (collection_id, tag)
);

CREATE TABLE collection_metadata (
  collection_id BIGINT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  name VARCHAR(250) ${collation} NOT NULL,
  content VARCHAR(5000) ${collation} NOT NULL,
  content_folded VARCHAR,
  PRIMARY KEY (collection_id, name)
);

CREATE TABLE collection_devices (
  collection_id BIGINT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  device_id BIGINT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  PRIMARY KEY (collection_id, device_id)
);

CREATE INDEX collection_devices_by_device ON collection_devices (device_id);

-- A key that names neither device, collection nor distribution is a master key.
CREATE TABLE api_keys (
  id ${id},
  api_key VARCHAR(32) NOT NULL UNIQUE,
  account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  device_id BIGINT REFERENCES devices (id) ON DELETE CASCADE,
  stream_id BIGINT REFERENCES streams (id) ON DELETE CASCADE,
  collection_id BIGINT REFERENCES collections (id) ON DELETE CASCADE,
  distribution_id BIGINT REFERENCES distributions (id) ON DELETE CASCADE,
  name VARCHAR(250) NOT NULL,
  is_primary BOOLEAN NOT NULL,
  -- HTTP verbs with commas, in the order in which they were given.
  permissions VARCHAR(50) DEFAULT 'GET,POST,PUT,DELETE' NOT NULL,
  expires_at BIGINT,
  -- IP addresses with commas.
  origin VARCHAR(5000),
  device_access VARCHAR(10) DEFAULT 'public' NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX api_keys_by_device ON api_keys (device_id);
CREATE INDEX api_keys_by_account ON api_keys (account_id);
CREATE INDEX api_keys_by_stream ON api_keys (stream_id);
CREATE INDEX api_keys_by_collection ON api_keys (collection_id);
CREATE INDEX api_keys_by_distribution ON api_keys (distribution_id);
