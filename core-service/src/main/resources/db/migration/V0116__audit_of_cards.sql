-- The audit log tells the history of cards too, in the order of time over all cards of a workspace.
create index card_history_page on card_history (workspace_id, created_at desc, id desc);
