-- Which version a person approved, and when: it stays readable when a newer one is written.
alter table document_version
    add column approved_by uuid references person,
    add column approved_at timestamptz;

update document_version v
set approved_by = d.approved_by, approved_at = d.updated_at
from document d
where d.id = v.document_id and d.version = v.version and d.status = 'APPROVED';

-- Lists go page by page, in this order.
create index document_page on document (project_id, updated_at desc, id desc);
