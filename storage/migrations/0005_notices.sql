-- Notices: what a coordinator tells many people, to whom it goes, what it costs, and what became of it.
-- Times are milliseconds UTC, days are texts YYYY-MM-DD, truth is 1 or 0.

-- Texts that are registered: with Meta for messages outside the window, with the operators (DLT) for every SMS.
CREATE TABLE templates (
    name            TEXT NOT NULL,   -- Meta's name; for SMS ours, and for a text of the dialogs that text's own name
    channel         TEXT NOT NULL,
    language        TEXT NOT NULL,
    category        TEXT NOT NULL,
    body            TEXT NOT NULL,   -- {{1}}, {{2}} ... for variables
    registration_id TEXT NOT NULL,   -- may be empty on WhatsApp
    state           TEXT NOT NULL,
    reason          TEXT NOT NULL DEFAULT '',
    changed_at      BIGINT NOT NULL,
    PRIMARY KEY (name, channel, language)
);

CREATE INDEX templates_of_channel ON templates (channel, name, language);

-- What a message costs. Parts of a rupee smaller than a paisa are common, so the price is of a thousand messages
-- (SMS: of a thousand parts).
CREATE TABLE prices (
    channel        TEXT NOT NULL,
    category       TEXT NOT NULL,
    valid_from     TEXT NOT NULL,
    thousand_paise BIGINT NOT NULL,
    source         TEXT NOT NULL,
    PRIMARY KEY (channel, category, valid_from)
);

-- The sources name no price of an SMS; 18 paise a part is an assumption to be replaced by the contract's
-- (samvad import prices). WhatsApp without the tax of 18 %.
INSERT INTO prices (channel, category, valid_from, thousand_paise, source)
VALUES
    ('whatsapp', 'service', '2025-07-01', 0, 'Meta: free-form messages were free until 30 September 2026'),
    ('whatsapp', 'service', '2026-10-01', 11500, 'published price lists for India, October 2026'),
    ('whatsapp', 'utility', '2025-07-01', 11500, 'published price lists for India, October 2026'),
    ('whatsapp', 'marketing', '2025-07-01', 86310, 'published price lists for India, October 2026'),
    ('sms', 'service', '2025-01-01', 18000, 'assumed; import your contract''s price'),
    ('sms', 'promotional', '2025-01-01', 18000, 'assumed; import your contract''s price');

-- What was sent in a month of India's calendar ("2026-11"), summed as it is sent. lane as in the outbox.
CREATE TABLE spendings (
    month          TEXT NOT NULL,
    channel        TEXT NOT NULL,
    category       TEXT NOT NULL,
    lane           BIGINT NOT NULL,
    messages       BIGINT NOT NULL,
    parts          BIGINT NOT NULL,
    thousand_paise BIGINT NOT NULL, -- a thousandth of the sum, as the prices are
    PRIMARY KEY (month, channel, category, lane)
);

-- People first written to outside their window, by the hour, for the provider's limit of a moving day.
CREATE TABLE window_budget (
    channel TEXT NOT NULL,
    hour    BIGINT NOT NULL, -- hours since 1970 UTC
    people  BIGINT NOT NULL,
    PRIMARY KEY (channel, hour)
);

CREATE TABLE notices (
    number         BIGINT PRIMARY KEY,
    author         BIGINT NOT NULL REFERENCES people (id),
    state          TEXT NOT NULL,
    category       TEXT NOT NULL,
    texts          TEXT NOT NULL,            -- JSON {"didi": {"hi": "..."}, "officers": {...}}
    audience       TEXT NOT NULL,            -- as it was written
    except_those   TEXT NOT NULL,
    template       TEXT NOT NULL,
    sms_template   TEXT NOT NULL,
    picture        TEXT NOT NULL,            -- sha256 of a stored picture
    buttons        TEXT NOT NULL,            -- JSON array of their words
    urgent         BIGINT NOT NULL,
    insisted       BIGINT NOT NULL,          -- to send the same again within a day
    fallback_after BIGINT NOT NULL,          -- milliseconds after which SMS is tried where nothing was delivered
    content_key    TEXT NOT NULL,            -- a hash of texts and audience: the same notice has the same
    starts_at      BIGINT,                   -- planned
    repeats        TEXT NOT NULL DEFAULT '', -- '', 'daily', 'weekly', 'monthly'
    repeats_of     BIGINT REFERENCES notices (number),
    approved_by    BIGINT REFERENCES people (id),
    approved_at    BIGINT,
    urgent_allowed BIGINT NOT NULL DEFAULT 0, -- the approver let it go out at night
    paused_why     TEXT NOT NULL DEFAULT '',
    recipients     BIGINT NOT NULL DEFAULT 0,
    left_out       BIGINT NOT NULL DEFAULT 0,
    written_to     BIGINT NOT NULL DEFAULT 0, -- the ledger holds people up to this number
    written        BIGINT NOT NULL DEFAULT 0, -- the ledger is whole
    fed_to         BIGINT NOT NULL DEFAULT 0, -- recipients up to this number are in the outbox
    fallback_to    BIGINT NOT NULL DEFAULT 0, -- outbox messages up to this number were looked at for SMS
    created_at     BIGINT NOT NULL,
    started_at     BIGINT,
    finished_at    BIGINT,
    changed_at     BIGINT NOT NULL
);

CREATE INDEX notices_by_state ON notices (state, number);

CREATE INDEX notices_of_author ON notices (author, number);

CREATE INDEX notices_same ON notices (content_key, started_at);

-- One row for each person the audience named, decided when the notice began: how she is reached, or why not.
CREATE TABLE notice_recipients (
    notice   BIGINT NOT NULL REFERENCES notices (number),
    person   BIGINT NOT NULL REFERENCES people (id),
    channel  TEXT NOT NULL, -- empty: left out
    left_out TEXT NOT NULL, -- why; empty: she is a recipient
    PRIMARY KEY (notice, person)
);

-- Each row stands in one of these: who is to be sent to, in order, and who is not.
CREATE INDEX notice_recipients_to_send ON notice_recipients (notice, person, channel) WHERE left_out = '';

CREATE INDEX notice_recipients_left_out ON notice_recipients (notice, left_out, person) WHERE left_out <> '';

CREATE INDEX notice_recipients_of_person ON notice_recipients (person, notice);

CREATE TABLE notice_answers (
    notice      BIGINT NOT NULL REFERENCES notices (number),
    person      BIGINT NOT NULL REFERENCES people (id),
    button      BIGINT NOT NULL, -- 1, 2 or 3
    channel     TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (notice, person)
);

CREATE INDEX notice_answers_of_person ON notice_answers (person, notice);

-- Audiences saved by name.
CREATE TABLE audiences (
    name         TEXT PRIMARY KEY,
    audience     TEXT NOT NULL,
    except_those TEXT NOT NULL,
    author       BIGINT NOT NULL REFERENCES people (id),
    changed_at   BIGINT NOT NULL
);

CREATE INDEX audiences_of_author ON audiences (author);

-- 0: of no notice. A notice's own messages are all in lane 1.
ALTER TABLE outbox ADD COLUMN notice BIGINT NOT NULL DEFAULT 0;

-- Attempts of which nobody knows whether the provider took them: each may be a copy she got.
ALTER TABLE outbox ADD COLUMN unknowns BIGINT NOT NULL DEFAULT 0;

-- What one message of it (SMS: one part) cost when it was taken, for a thousand; parts times this is its cost.
ALTER TABLE outbox ADD COLUMN thousand_paise BIGINT NOT NULL DEFAULT 0;

-- Claimed notice by notice, so that one with a hundred thousand messages and one with three share the channel.
DROP INDEX outbox_queued;

CREATE INDEX outbox_queued ON outbox (channel, lane, notice, due_at, id) WHERE state = 'queued';

CREATE INDEX outbox_of_notice ON outbox (notice, id) WHERE notice <> 0;

-- Everything that says how far a notice is, so that a million messages are summed without their rows.
CREATE INDEX outbox_became ON outbox (notice, channel, state, parts, unknowns, thousand_paise, person)
    WHERE notice <> 0;

-- What decides how she may be reached stands beside her, so that a million are counted in a second.
-- The last word of her consents to notices: -1 refused, 0 never asked, 1 agreed.
ALTER TABLE people ADD COLUMN notices_agreed BIGINT NOT NULL DEFAULT 0;

-- Current identities: 0 none, 1 a WhatsApp user id alone, 2 a phone.
ALTER TABLE people ADD COLUMN reach BIGINT NOT NULL DEFAULT 0;

-- Her conversations: the channel and moment of her last message, and until when WhatsApp takes a free text for her.
ALTER TABLE people ADD COLUMN heard_on TEXT NOT NULL DEFAULT '';

ALTER TABLE people ADD COLUMN heard_at BIGINT NOT NULL DEFAULT 0;

ALTER TABLE people ADD COLUMN window_until BIGINT NOT NULL DEFAULT 0;

UPDATE people SET
    notices_agreed = coalesce((
        SELECT CASE WHEN c.given = 1 THEN 1 ELSE -1 END FROM consents AS c
        WHERE c.person = people.id AND c.purpose = 'notices' ORDER BY c.id DESC LIMIT 1), 0),
    reach = coalesce((
        SELECT max(CASE WHEN i.kind = 'phone' THEN 2 WHEN i.channel = 'whatsapp' THEN 1 ELSE 0 END)
        FROM identities AS i WHERE i.person = people.id AND i.superseded_at IS NULL), 0),
    heard_on = coalesce((
        SELECT c.channel FROM conversations AS c
        WHERE c.person = people.id AND c.last_heard_at > 0 ORDER BY c.last_heard_at DESC LIMIT 1), ''),
    heard_at = coalesce((SELECT max(c.last_heard_at) FROM conversations AS c WHERE c.person = people.id), 0),
    window_until = coalesce((
        SELECT c.window_until FROM conversations AS c WHERE c.person = people.id AND c.channel = 'whatsapp'), 0);

-- Places narrow an audience, and their spellings are listed from here.
CREATE INDEX people_by_district ON people (district, id) WHERE district <> '';

CREATE INDEX people_by_block ON people (block, id) WHERE block <> '';

CREATE INDEX people_by_clf ON people (clf, id) WHERE clf <> '';

CREATE INDEX people_by_group ON people (group_name, id) WHERE group_name <> '';

CREATE INDEX people_by_state ON people (state) WHERE state <> '';
