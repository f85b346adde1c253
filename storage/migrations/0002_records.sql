-- What she agreed to, what she sells, what was ordered, what she complains of, and who did what.
-- Days are texts YYYY-MM-DD, money is paise.

CREATE TABLE consents (
    id           BIGINT PRIMARY KEY,
    person       BIGINT NOT NULL REFERENCES people (id),
    purpose      TEXT NOT NULL,
    given        BIGINT NOT NULL,
    text_key     TEXT NOT NULL,
    text_version TEXT NOT NULL,
    language     TEXT NOT NULL,
    channel      TEXT NOT NULL,
    provider_id  TEXT NOT NULL, -- of the message that said it
    at           BIGINT NOT NULL
);

CREATE INDEX consents_of_person ON consents (person, purpose, id);

CREATE TABLE opt_outs (
    id          BIGINT PRIMARY KEY,
    person      BIGINT NOT NULL REFERENCES people (id),
    stopped     BIGINT NOT NULL, -- 1 stop, 0 start again
    channel     TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    at          BIGINT NOT NULL
);

CREATE INDEX opt_outs_of_person ON opt_outs (person, id);

CREATE TABLE media (
    id            BIGINT PRIMARY KEY,
    person        BIGINT NOT NULL REFERENCES people (id),
    channel       TEXT NOT NULL,
    provider_id   TEXT NOT NULL, -- the provider's number of the medium
    mime_type     TEXT NOT NULL,
    told_sha256   TEXT NOT NULL, -- as the provider says it, hex, empty if not told
    state         TEXT NOT NULL,
    due_at        BIGINT NOT NULL,
    claimed_until BIGINT,
    attempts      BIGINT NOT NULL DEFAULT 0,
    stored_sha256 TEXT NOT NULL DEFAULT '',
    bytes         BIGINT NOT NULL DEFAULT 0,
    error         TEXT NOT NULL DEFAULT '',
    created_at    BIGINT NOT NULL
);

CREATE INDEX media_wanted ON media (due_at, id) WHERE state = 'wanted';

CREATE INDEX media_fetching ON media (claimed_until) WHERE state = 'fetching';

CREATE INDEX media_of_person ON media (person);

CREATE INDEX media_stored ON media (stored_sha256) WHERE stored_sha256 <> '';

-- Our pictures that a provider holds already.
CREATE TABLE uploads (
    sha256      TEXT NOT NULL,
    channel     TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    valid_until BIGINT NOT NULL,
    PRIMARY KEY (sha256, channel)
);

CREATE TABLE products (
    number       BIGINT PRIMARY KEY,
    person       BIGINT NOT NULL REFERENCES people (id),
    name         TEXT NOT NULL,
    name_key     TEXT NOT NULL, -- the name normalised, one of a kind for each person
    price_paise  BIGINT NOT NULL,
    stock        TEXT NOT NULL, -- a decimal number
    unit         TEXT NOT NULL,
    photo_media  BIGINT REFERENCES media (id),
    photo_sha256 TEXT NOT NULL DEFAULT '',
    status       TEXT NOT NULL,
    reason       TEXT NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    UNIQUE (person, name_key)
);

CREATE INDEX products_of_person ON products (person, number);

CREATE INDEX products_by_status ON products (status, number);

CREATE INDEX products_by_photo ON products (photo_media) WHERE photo_media IS NOT NULL;

CREATE TABLE orders (
    number       BIGINT PRIMARY KEY, -- ours, short
    order_id     TEXT NOT NULL,      -- the marketplace's
    channel      TEXT NOT NULL,      -- where it was sold
    product      TEXT NOT NULL,
    person       BIGINT NOT NULL REFERENCES people (id),
    quantity     BIGINT NOT NULL,
    amount_paise BIGINT NOT NULL,
    pack_by      BIGINT,
    status       TEXT NOT NULL,
    reason       TEXT NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    UNIQUE (order_id, channel)
);

CREATE INDEX orders_of_person ON orders (person, number);

CREATE INDEX orders_to_pack ON orders (pack_by) WHERE status IN ('new', 'accepted');

CREATE TABLE order_history (
    id          BIGINT PRIMARY KEY,
    number      BIGINT NOT NULL REFERENCES orders (number),
    from_status TEXT NOT NULL, -- empty for its first
    to_status   TEXT NOT NULL,
    who         TEXT NOT NULL,
    reason      TEXT NOT NULL,
    at          BIGINT NOT NULL
);

CREATE INDEX order_history_of_order ON order_history (number, id);

CREATE TABLE complaints (
    number     BIGINT PRIMARY KEY,
    person     BIGINT NOT NULL REFERENCES people (id),
    kind       TEXT NOT NULL,
    text       TEXT NOT NULL,
    about      TEXT NOT NULL, -- an order or a period it is about, may be empty
    state      TEXT NOT NULL,
    assigned   BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE INDEX complaints_of_person ON complaints (person, number);

CREATE INDEX complaints_of_assigned ON complaints (assigned, number) WHERE assigned IS NOT NULL;

CREATE INDEX complaints_open ON complaints (due_at) WHERE state <> 'solved';

CREATE TABLE complaint_history (
    id         BIGINT PRIMARY KEY,
    number     BIGINT NOT NULL REFERENCES complaints (number),
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    who        TEXT NOT NULL,
    note       TEXT NOT NULL,
    at         BIGINT NOT NULL
);

CREATE INDEX complaint_history_of_complaint ON complaint_history (number, id);

CREATE TABLE audit (
    id     BIGINT PRIMARY KEY,
    who    TEXT NOT NULL,
    what   TEXT NOT NULL,
    whom   BIGINT REFERENCES people (id),
    detail TEXT NOT NULL,
    at     BIGINT NOT NULL
);

CREATE INDEX audit_of_person ON audit (whom, id) WHERE whom IS NOT NULL;
