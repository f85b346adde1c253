-- Her roles stand beside her too, in alphabetical order with ; between: a turn reads them with her, and an audience of a
-- million asks the table of roles only about who has several.
ALTER TABLE people ADD COLUMN roles TEXT NOT NULL DEFAULT '';

UPDATE people SET roles = substr(
    CASE WHEN EXISTS (SELECT 1 FROM roles AS r WHERE r.person = people.id AND r.role = 'coordinator')
        THEN ';coordinator' ELSE '' END ||
    CASE WHEN EXISTS (SELECT 1 FROM roles AS r WHERE r.person = people.id AND r.role = 'member')
        THEN ';member' ELSE '' END ||
    CASE WHEN EXISTS (SELECT 1 FROM roles AS r WHERE r.person = people.id AND r.role = 'vidyut_sakhi')
        THEN ';vidyut_sakhi' ELSE '' END, 2);
