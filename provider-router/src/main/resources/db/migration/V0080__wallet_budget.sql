-- What a workspace has paid for is a budget like others: held before a call, settled after it.
alter table budget drop constraint budget_scope_check;
alter table budget add constraint budget_scope_check
    check (scope in ('CARD', 'RUN', 'PROJECT', 'WORKSPACE', 'WALLET')) not valid;
