-- The digest of the key a person was registered with: whoever did not hear the answer may register once more with it.
alter table person add column registration_key bytea;
