-- What a queued or waiting run waits for: a stable code and a sentence for people.
alter table run
    add waiting_code   text,
    add waiting_detail text;
