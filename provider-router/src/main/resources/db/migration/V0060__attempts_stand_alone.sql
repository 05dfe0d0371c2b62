-- Every statement that makes an attempt makes or finds its call first, and the one that deletes calls deletes their
-- attempts: asking for the call again at each of them costs more than the row itself.
alter table llm_attempt drop constraint llm_attempt_idem_key_fkey;
