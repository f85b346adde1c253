-- Which groups there are, in all and in a district, when a woman is asked for hers.
CREATE INDEX people_by_group ON people (group_name) WHERE group_name <> '' AND deleted_at IS NULL;

CREATE INDEX people_by_district_and_group ON people (district, group_name)
    WHERE group_name <> '' AND deleted_at IS NULL;
