-- Who writes, what arrived, where each conversation stands, what is owed to her, and what comes due.
-- Valid for SQLite 3.40 and PostgreSQL 15. Times are milliseconds UTC, truth is 1 or 0.

CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE people (
    id              BIGINT PRIMARY KEY,
    name            TEXT NOT NULL DEFAULT '', -- told by her or by whoever imported her
    profile_name    TEXT NOT NULL DEFAULT '', -- what she calls herself on a channel
    group_name      TEXT NOT NULL DEFAULT '',
    clf             TEXT NOT NULL DEFAULT '',
    block           TEXT NOT NULL DEFAULT '',
    district        TEXT NOT NULL DEFAULT '',
    state           TEXT NOT NULL DEFAULT '',
    language        TEXT NOT NULL DEFAULT '',
    language_chosen BIGINT NOT NULL DEFAULT 0,
    shared_phone    BIGINT NOT NULL DEFAULT 0,
    created_at      BIGINT NOT NULL,
    joined_at       BIGINT,                   -- when she agreed to the service
    stopped_at      BIGINT,                   -- she wants no messages since then
    deleted_at      BIGINT,                   -- she asked to be forgotten
    purge_at        BIGINT                    -- when what the law makes us keep goes too
);

CREATE INDEX people_to_purge ON people (purge_at) WHERE purge_at IS NOT NULL;

CREATE TABLE roles (
    person BIGINT NOT NULL REFERENCES people (id),
    role   TEXT NOT NULL,
    PRIMARY KEY (person, role)
);

CREATE INDEX roles_by_role ON roles (role, person);

-- A phone is one person on every channel (channel ''); a user id is known on its own channel only.
CREATE TABLE identities (
    channel       TEXT NOT NULL,
    kind          TEXT NOT NULL,
    value         TEXT NOT NULL,
    person        BIGINT NOT NULL REFERENCES people (id),
    valid_from    BIGINT NOT NULL,
    superseded_at BIGINT,
    PRIMARY KEY (value, kind, channel, person, valid_from)
);

CREATE UNIQUE INDEX identities_current ON identities (value, kind, channel) WHERE superseded_at IS NULL;

CREATE INDEX identities_of_person ON identities (person);

-- Identities seen together that belong to two people; a person settles it.
CREATE TABLE identity_conflicts (
    person     BIGINT NOT NULL REFERENCES people (id),
    other      BIGINT NOT NULL REFERENCES people (id),
    channel    TEXT NOT NULL,
    kind       TEXT NOT NULL,
    value      TEXT NOT NULL,
    seen_at    BIGINT NOT NULL,
    settled_at BIGINT,
    PRIMARY KEY (person, other, channel, kind, value)
);

CREATE INDEX identity_conflicts_of_other ON identity_conflicts (other);

CREATE INDEX identity_conflicts_open ON identity_conflicts (seen_at) WHERE settled_at IS NULL;

CREATE TABLE inbox (
    channel     TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    person      BIGINT REFERENCES people (id),
    kind        TEXT NOT NULL,
    text        TEXT NOT NULL,
    raw         TEXT NOT NULL,
    sent_at     BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    outcome     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (provider_id, channel)
);

CREATE INDEX inbox_of_person ON inbox (person, received_at);

CREATE INDEX inbox_by_time ON inbox (received_at);

CREATE TABLE parked (
    id          BIGINT PRIMARY KEY,
    channel     TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    arrival     TEXT NOT NULL,
    reason      TEXT NOT NULL,
    parked_at   BIGINT NOT NULL,
    UNIQUE (provider_id, channel)
);

CREATE TABLE conversations (
    person        BIGINT NOT NULL REFERENCES people (id),
    channel       TEXT NOT NULL,
    state         TEXT NOT NULL,
    language      TEXT NOT NULL,
    dialog        TEXT NOT NULL,
    version       TEXT NOT NULL,
    step          TEXT NOT NULL,
    turn          BIGINT NOT NULL,
    last_heard_at BIGINT NOT NULL,
    window_until  BIGINT NOT NULL,
    PRIMARY KEY (person, channel)
);

CREATE INDEX conversations_open ON conversations (dialog, version, step) WHERE dialog <> '';

CREATE TABLE outbox (
    id             BIGINT PRIMARY KEY,
    person         BIGINT NOT NULL REFERENCES people (id),
    channel        TEXT NOT NULL,
    lane           BIGINT NOT NULL,             -- 0 a reply, 1 a notice
    letter         TEXT NOT NULL,
    template_key   TEXT NOT NULL,
    state          TEXT NOT NULL,
    due_at         BIGINT NOT NULL,
    claimed_until  BIGINT,
    attempts       BIGINT NOT NULL DEFAULT 0,
    failures       BIGINT NOT NULL DEFAULT 0,   -- attempts that count against it
    provider_id    TEXT,
    error_code     BIGINT NOT NULL DEFAULT 0,
    error          TEXT NOT NULL DEFAULT '',
    answers        TEXT NOT NULL DEFAULT '',    -- provider_id of the message it answers
    parts          BIGINT NOT NULL DEFAULT 1,
    price_category TEXT NOT NULL DEFAULT '',
    price_type     TEXT NOT NULL DEFAULT '',
    created_at     BIGINT NOT NULL,
    accepted_at    BIGINT,
    sent_at        BIGINT,
    delivered_at   BIGINT,
    read_at        BIGINT,
    failed_at      BIGINT
);

-- Few rows are unfinished and millions are done: what the sender looks at are partial indexes.
CREATE INDEX outbox_queued ON outbox (channel, lane, due_at, id) WHERE state = 'queued';

CREATE INDEX outbox_in_order ON outbox (person, channel, id) WHERE state IN ('queued', 'sending', 'uncertain');

CREATE INDEX outbox_sending ON outbox (claimed_until) WHERE state = 'sending';

CREATE INDEX outbox_uncertain ON outbox (due_at) WHERE state = 'uncertain';

CREATE INDEX outbox_waiting ON outbox (person, channel) WHERE state = 'waiting';

CREATE INDEX outbox_of_provider ON outbox (provider_id, channel) WHERE provider_id IS NOT NULL;

CREATE INDEX outbox_of_person ON outbox (person, id);

CREATE TABLE timers (
    person  BIGINT NOT NULL REFERENCES people (id),
    channel TEXT NOT NULL,
    kind    TEXT NOT NULL,
    key     TEXT NOT NULL,
    due_at  BIGINT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (person, channel, kind, key)
);

CREATE INDEX timers_due ON timers (due_at);

-- Whatever else a channel told: template states, account warnings, preferences.
CREATE TABLE channel_events (
    key     TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    field   TEXT NOT NULL,
    payload TEXT NOT NULL,
    at      BIGINT NOT NULL
);

CREATE INDEX channel_events_by_time ON channel_events (at);
