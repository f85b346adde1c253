-- One row that /ready writes, because only a commit proves that one is possible.
CREATE TABLE readiness (
    id BIGINT PRIMARY KEY,
    asked_at BIGINT NOT NULL
);
