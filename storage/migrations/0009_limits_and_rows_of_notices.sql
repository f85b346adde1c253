-- The provider's limit is of different people in a moving day: each stands here once. Hours counted messages instead.
-- Times are milliseconds UTC.

CREATE TABLE outside_window (
    channel        TEXT NOT NULL,
    person         BIGINT NOT NULL REFERENCES people (id),
    written_at     BIGINT NOT NULL, -- the last message to her outside her window
    written_before BIGINT,          -- the one before it, for when the last never left
    PRIMARY KEY (channel, person)
);

-- How many of them have their last message in each ten minutes since 1970 UTC.
CREATE TABLE outside_window_sums (
    channel TEXT NOT NULL,
    slot    BIGINT NOT NULL,
    people  BIGINT NOT NULL,
    PRIMARY KEY (channel, slot)
);

INSERT INTO outside_window_sums (channel, slot, people) SELECT channel, hour * 6 + 5, people FROM window_budget;

DROP TABLE window_budget;

-- Those of one row, a notice that comes again and again.
CREATE INDEX notices_of_row ON notices (repeats_of, number) WHERE repeats_of IS NOT NULL;
