-- Which coordinates were written as text and go out as text: 1 for the latitude, 2 for the longitude, 4 for the elevation, or their sum.
ALTER TABLE waypoints ADD COLUMN text_coordinates SMALLINT DEFAULT 0 NOT NULL;
ALTER TABLE devices ADD COLUMN text_coordinates SMALLINT DEFAULT 0 NOT NULL;
