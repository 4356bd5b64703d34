CREATE TABLE ledger.signer (
  key_id text PRIMARY KEY,
  public_pem text NOT NULL,
  since timestamptz NOT NULL
);
COMMENT ON TABLE ledger.signer IS 'Public keys that have signed checkpoints: one for each home folder that seals this ledger. pii=none';
COMMENT ON COLUMN ledger.signer.key_id IS 'First 16 hex digits of the SHA-256 of the public key. pii=none';
COMMENT ON COLUMN ledger.signer.public_pem IS 'Ed25519 public key, SPKI in PEM. pii=none';
COMMENT ON COLUMN ledger.signer.since IS 'When it signed first. pii=none';
