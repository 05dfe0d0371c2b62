-- Counts every change of the row: the version counts texts only, and an approval writes none.
alter table document
    add column revision int not null default 0;
