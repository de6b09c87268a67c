-- What is kept of the values of an hour or a day, so that long ranges need not be read value by value. No foreign keys:
-- like the values, these tables can be spread by their streams.
CREATE TABLE value_summaries (
  stream_id BIGINT NOT NULL,
  width_ms BIGINT NOT NULL,
  start_ms BIGINT NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  value_count BIGINT NOT NULL,
  value_sum DOUBLE PRECISION NOT NULL,
  sum_low DOUBLE PRECISION NOT NULL,
  -- The sum of the squared distances from the mean.
  deviation DOUBLE PRECISION NOT NULL,
  deviation_low DOUBLE PRECISION NOT NULL,
  min_num DOUBLE PRECISION NOT NULL,
  max_num DOUBLE PRECISION NOT NULL,
  -- The same of a few hundred consecutive values each, for hours.
  part_groups ${bytes} NOT NULL,
  PRIMARY KEY (stream_id, width_ms, start_ms)
) ${clustered};

-- The same of a few consecutive values each, for every such group by the time of its first value.
CREATE TABLE summary_parts (
  stream_id BIGINT NOT NULL,
  start_ms BIGINT NOT NULL,
  parts ${bytes} NOT NULL,
  PRIMARY KEY (stream_id, start_ms)
) ${clustered};

-- The blocks to be summarized.
CREATE TABLE summary_marks (
  stream_id BIGINT NOT NULL,
  width_ms BIGINT NOT NULL,
  start_ms BIGINT NOT NULL,
  stamp BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  PRIMARY KEY (stream_id, width_ms, start_ms)
) ${clustered};

CREATE INDEX summary_marks_by_time ON summary_marks (due_ms);

-- How far the values of a stream are summarized.
CREATE TABLE summary_states (
  stream_id BIGINT NOT NULL,
  until_ms BIGINT NOT NULL,
  scan_from BIGINT NOT NULL,
  scan_to BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  PRIMARY KEY (stream_id)
) ${clustered};

CREATE INDEX summary_states_by_time ON summary_states (due_ms);
