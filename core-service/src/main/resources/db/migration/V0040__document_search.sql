-- The words of each version, kept so that a search does not read the texts. No index of its own: row security is
-- checked before any words are compared, so the rows of the project are all that is looked at.
alter table document_version add column words tsvector generated always as
    (setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', content), 'B')) stored;

-- a document that has one of the words is found; how many and how close decides the order
create function any_word(words text) returns tsquery
    language sql immutable
    return replace(plainto_tsquery('english', words)::text, ' & ', ' | ')::tsquery;
