-- What Vidyut Sakhis collect and earn, and the published rates, each from the day it is known for.
-- Days are texts YYYY-MM-DD, money is paise.

CREATE TABLE commission_statements (
    person          BIGINT NOT NULL REFERENCES people (id),
    period_from     TEXT NOT NULL,
    period_to       TEXT NOT NULL,
    bills           BIGINT NOT NULL,
    collected_paise BIGINT NOT NULL,
    earned_paise    BIGINT NOT NULL,
    paid_paise      BIGINT NOT NULL,
    paid_on         TEXT NOT NULL, -- empty while nothing is paid
    reference       TEXT NOT NULL,
    account_last4   TEXT NOT NULL,
    source          TEXT NOT NULL,
    imported_at     BIGINT NOT NULL,
    PRIMARY KEY (person, period_from, period_to)
);

-- What she says she collected on a day; the statement may say otherwise.
CREATE TABLE daily_collections (
    person          BIGINT NOT NULL REFERENCES people (id),
    day             TEXT NOT NULL,
    bills           BIGINT NOT NULL,
    collected_paise BIGINT NOT NULL,
    area            TEXT NOT NULL,
    reported_at     BIGINT NOT NULL,
    PRIMARY KEY (person, day)
);

CREATE TABLE commission_rates (
    area             TEXT NOT NULL,
    valid_from       TEXT NOT NULL,
    bill_from_paise  BIGINT NOT NULL,
    bill_to_paise    BIGINT NOT NULL, -- the last bill of the slab
    flat_paise       BIGINT NOT NULL,
    per_ten_thousand BIGINT NOT NULL,
    source           TEXT NOT NULL,
    PRIMARY KEY (area, valid_from, bill_from_paise)
);

-- No page states an upper limit for September 2022; the one of 2020 was still published and is kept until the next.
-- Nor is one stated for towns: the rural limit of the same time stands for them too, so that larger bills are asked about
-- and not guessed.
INSERT INTO commission_rates (area, valid_from, bill_from_paise, bill_to_paise, flat_paise, per_ten_thousand, source)
VALUES
    ('rural', '2020-01-01', 1, 200000, 2000, 0, 'Financial Express, 2020'),
    ('rural', '2020-01-01', 200001, 4999900, 0, 100, 'Financial Express, 2020'),
    ('rural', '2022-09-01', 1, 200000, 2000, 0, 'Hindustan Times, 15 September 2022'),
    ('rural', '2022-09-01', 200001, 4999900, 0, 100, 'Hindustan Times, 15 September 2022'),
    ('urban', '2022-09-01', 1, 300000, 1200, 0, 'Hindustan Times, 15 September 2022'),
    ('urban', '2022-09-01', 300001, 4999900, 0, 40, 'Hindustan Times, 15 September 2022'),
    ('rural', '2025-05-01', 1, 199999, 2000, 0, 'Times of India, 24 May 2025'),
    ('rural', '2025-05-01', 200000, 19999900, 0, 100, 'Times of India, 24 May 2025'),
    ('urban', '2025-05-01', 1, 300000, 1200, 0, 'Hindustan Times, 15 September 2022'),
    ('urban', '2025-05-01', 300001, 19999900, 0, 40, 'Hindustan Times, 15 September 2022'),
    ('rural', '2026-03-01', 1, 200000, 2000, 0, 'Free Press Journal, 5 March 2026'),
    ('rural', '2026-03-01', 200001, 19999900, 0, 100, 'Free Press Journal, 5 March 2026');
