-- No reference to the device: it would let the log wait for those who write to the device, and them for the log.
CREATE TABLE request_log (
  -- Only orders those of the same time.
  id ${rank},
  device_id BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  status INTEGER NOT NULL,
  http_method VARCHAR(10) NOT NULL,
  path VARCHAR(1000) NOT NULL
);

CREATE UNIQUE INDEX request_log_by_time ON request_log (device_id, at_ms, id);
