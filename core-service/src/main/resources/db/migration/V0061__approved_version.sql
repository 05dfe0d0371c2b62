-- The version that was approved last, found without reading all versions of a document.
create index document_version_approved on document_version (document_id, version)
    where approved_at is not null;
