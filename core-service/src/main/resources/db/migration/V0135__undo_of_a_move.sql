-- Where a card stood before its last move, and who moved it: for some seconds they may take it back.
alter table card
    add column last_move jsonb;
