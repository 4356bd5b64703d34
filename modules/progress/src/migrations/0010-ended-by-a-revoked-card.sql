COMMENT ON COLUMN progress.standing.collection_ended_on IS 'Day since when no dossier stood any more: the last one had been refused or withdrawn, or its card was revoked before it was handed over. pii=personal';

COMMENT ON COLUMN progress.standing.approval_ended_on IS 'Day since when no approval stood any more: the card of the last one showed what is wrong, or was revoked before it was handed over. pii=personal';
