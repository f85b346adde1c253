-- Of which message a picture, a sound or a file is: the provider's id of that message on the medium's channel.
ALTER TABLE media ADD COLUMN message TEXT NOT NULL DEFAULT '';

CREATE INDEX media_of_message ON media (message, channel) WHERE message <> '';
