CREATE SCHEMA staff;
COMMENT ON SCHEMA staff IS 'Officers, their roles and territorial scope, sign-in';

CREATE TABLE staff.officer (
  code text PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('commune-officer', 'team-leader', 'commander', 'centre', 'auditor', 'administrator')),
  scope_unit_id integer NOT NULL REFERENCES territory.unit (unit_id),
  password_hash text,
  demo boolean NOT NULL,
  added_at timestamptz NOT NULL,
  disabled_at timestamptz
);
COMMENT ON TABLE staff.officer IS 'Who may use the register. pii=personal';
COMMENT ON COLUMN staff.officer.code IS 'Code under which the officer signs in and acts. pii=none';
COMMENT ON COLUMN staff.officer.name IS 'Name as shown. pii=personal';
COMMENT ON COLUMN staff.officer.role IS 'What the officer may do; see permissions in contract.ts. pii=none';
COMMENT ON COLUMN staff.officer.scope_unit_id IS 'Unit whose people the officer may see, with everything below it; 0 is the whole country. pii=none';
COMMENT ON COLUMN staff.officer.password_hash IS 'argon2id in PHC form; null: cannot sign in by password. pii=none';
COMMENT ON COLUMN staff.officer.demo IS 'Made for a demonstration: signs in without a password, in demo mode only. pii=none';
COMMENT ON COLUMN staff.officer.added_at IS 'When the officer was added. pii=none';
COMMENT ON COLUMN staff.officer.disabled_at IS 'When access ended; null while it lasts. pii=none';

CREATE TABLE staff.session (
  token_hash bytea PRIMARY KEY,
  officer_code text NOT NULL REFERENCES staff.officer (code),
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_officer ON staff.session (officer_code);
COMMENT ON TABLE staff.session IS 'An officer signed in. pii=none';
COMMENT ON COLUMN staff.session.token_hash IS 'SHA-256 of the token; the token itself is stored nowhere. pii=none';
COMMENT ON COLUMN staff.session.officer_code IS 'Who. pii=none';
COMMENT ON COLUMN staff.session.last_seen_at IS 'Last use, to the minute. pii=none';
COMMENT ON COLUMN staff.session.expires_at IS 'End of the session however much it is used. pii=none';

CREATE TABLE staff.sign_in_try (
  code text PRIMARY KEY,
  tries integer NOT NULL,
  last_at timestamptz NOT NULL,
  allowed_at timestamptz NOT NULL
);
COMMENT ON TABLE staff.sign_in_try IS 'Sign-ins tried since the last that succeeded, also for codes that no officer bears. pii=none';
COMMENT ON COLUMN staff.sign_in_try.code IS 'Officer code as given. pii=none';
COMMENT ON COLUMN staff.sign_in_try.tries IS 'How many. pii=none';
COMMENT ON COLUMN staff.sign_in_try.last_at IS 'When the last was made. pii=none';
COMMENT ON COLUMN staff.sign_in_try.allowed_at IS 'When the next is let through. pii=none';
