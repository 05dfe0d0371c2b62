-- What past runs said is found by its words: a run that has one of them is found, how many and how close decides the
-- order. No index of the words: row security is checked before any are compared.
create function any_word(words text) returns tsquery
    language sql immutable
    return replace(plainto_tsquery('english', words)::text, ' & ', ' | ')::tsquery;

create index run_said on run (project_id, finished_at desc) where status = 'COMPLETED';
create index run_completed_of_stay on run (card_id, lane_visit_no) where status = 'COMPLETED';
