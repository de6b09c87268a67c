-- Watches the values of one device, or of every device of one distribution.
CREATE TABLE triggers (
  id ${id},
  public_id VARCHAR(20) NOT NULL UNIQUE,
  device_id BIGINT REFERENCES devices (id) ON DELETE CASCADE,
  distribution_id BIGINT REFERENCES distributions (id) ON DELETE CASCADE,
  name VARCHAR(250) NOT NULL,
  status VARCHAR(10) NOT NULL,
  -- JSON in the form that goes over the wire.
  conditions VARCHAR(100000) NOT NULL,
  -- Whether it was made in the older form, with one stream.
  single_stream BOOLEAN NOT NULL,
  frequency VARCHAR(10) NOT NULL,
  timeframe BIGINT,
  callback_url VARCHAR(2000) NOT NULL,
  send_location BOOLEAN NOT NULL,
  notify_on_reset BOOLEAN NOT NULL,
  custom_data VARCHAR(5000),
  -- Grows with every edit, so that an evaluation knows whether it is up to date.
  revision BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CHECK ((device_id IS NULL) <> (distribution_id IS NULL))
);

CREATE INDEX triggers_by_device ON triggers (device_id);
CREATE INDEX triggers_by_distribution ON triggers (distribution_id);

-- What a trigger has come to at a device; nothing is the same as not activated.
CREATE TABLE trigger_states (
  trigger_id BIGINT NOT NULL REFERENCES triggers (id) ON DELETE CASCADE,
  device_id BIGINT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
  activated BOOLEAN NOT NULL,
  PRIMARY KEY (trigger_id, device_id)
);

CREATE INDEX trigger_states_by_device ON trigger_states (device_id);

-- Notifications of a trigger about a device, delivered one after the other. There is a queue as long as something is in
-- it, and it belongs to whoever has locked its row.
CREATE TABLE webhook_queues (
  id ${id},
  trigger_id BIGINT NOT NULL REFERENCES triggers (id) ON DELETE CASCADE,
  -- Zero for no device. Not a reference: what was fired is told even if the device is gone.
  device_id BIGINT NOT NULL,
  -- How often the first notification was sent in vain.
  attempts INTEGER NOT NULL,
  -- How many notifications are in the queue.
  waiting INTEGER NOT NULL,
  UNIQUE (trigger_id, device_id)
);

CREATE TABLE webhook_notifications (
  id ${id},
  queue_id BIGINT NOT NULL REFERENCES webhook_queues (id) ON DELETE CASCADE,
  body VARCHAR(1000000) NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX webhook_notifications_in_order ON webhook_notifications (queue_id, id);
