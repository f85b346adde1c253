-- Which groups there are in a district, when a woman is asked for hers; in all, people_by_group tells.
CREATE INDEX people_by_district_and_group ON people (district, group_name)
    WHERE group_name <> '' AND deleted_at IS NULL;
