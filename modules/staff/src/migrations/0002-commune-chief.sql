ALTER TABLE staff.officer DROP CONSTRAINT officer_role_check;

ALTER TABLE staff.officer ADD CONSTRAINT officer_role_check
  CHECK (role IN ('commune-officer', 'commune-chief', 'team-leader', 'commander', 'centre', 'auditor', 'administrator'));
