CREATE TABLE commands (
  id ${id},
  account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  public_id VARCHAR(38) NOT NULL UNIQUE,
  name VARCHAR(250) NOT NULL,
  -- A JSON object of texts.
  data VARCHAR(20000) NOT NULL,
  sent_at BIGINT NOT NULL
);

CREATE INDEX commands_by_time ON commands (account_id, sent_at, id);

CREATE TABLE command_deliveries (
  command_id BIGINT NOT NULL REFERENCES commands (id) ON DELETE CASCADE,
  device_id BIGINT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  -- That of the command, here too so that the list of a device needs no sorting.
  sent_at BIGINT NOT NULL,
  status VARCHAR(10) NOT NULL,
  received_at BIGINT,
  -- A JSON object of texts.
  response_data VARCHAR(20000),
  PRIMARY KEY (command_id, device_id)
);

CREATE INDEX command_deliveries_by_time ON command_deliveries (device_id, sent_at, command_id);
CREATE INDEX command_deliveries_by_status ON command_deliveries (command_id, status);
