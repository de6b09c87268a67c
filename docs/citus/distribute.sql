-- Spreads values, their summaries, waypoints and the request log over the workers of a Citus cluster. All other tables
-- stay on the coordinator.
--
-- Run it once, on the coordinator, as the owner of the tables, after a server has made them and while no server runs:
--   psql -v ON_ERROR_STOP=1 -f distribute.sql m2x

SELECT create_distributed_table('stream_values', 'stream_id');
SELECT create_distributed_table('value_summaries', 'stream_id', colocate_with => 'stream_values');
SELECT create_distributed_table('summary_parts', 'stream_id', colocate_with => 'stream_values');
SELECT create_distributed_table('summary_marks', 'stream_id', colocate_with => 'stream_values');
SELECT create_distributed_table('summary_states', 'stream_id', colocate_with => 'stream_values');

SELECT create_distributed_table('waypoints', 'device_id', colocate_with => 'none');
SELECT create_distributed_table('request_log', 'device_id', colocate_with => 'waypoints');
