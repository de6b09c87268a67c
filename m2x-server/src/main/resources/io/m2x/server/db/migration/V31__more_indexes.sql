CREATE INDEX devices_by_name ON devices (account_id, name, id);

CREATE INDEX collection_tags_by_tag ON collection_tags (tag);
CREATE INDEX distribution_tags_by_tag ON distribution_tags (tag);
