CREATE TABLE integrations (
  id ${id},
  account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  public_id VARCHAR(32) NOT NULL UNIQUE,
  name VARCHAR(250) NOT NULL,
  kind VARCHAR(50) NOT NULL,
  status VARCHAR(10) NOT NULL,
  -- A JSON object; may hold passwords of brokers.
  config VARCHAR(20000) NOT NULL,
  -- Whether it is for all devices, those still to come too; otherwise they are listed.
  all_devices BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX integrations_by_account ON integrations (account_id, id);

CREATE TABLE integration_devices (
  integration_id BIGINT NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
  device_id BIGINT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  PRIMARY KEY (integration_id, device_id)
);

CREATE INDEX integration_devices_by_device ON integration_devices (device_id);
