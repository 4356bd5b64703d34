import type { Word } from "../words/words.ts";

/** Names of the fields that a column may go to; an unknown one is shown by its key. */
const fieldWords: Record<string, Word> = {
  personId: "fieldPersonId",
  pin: "fieldPin",
  oldIds: "fieldOldIds",
  fullName: "fieldFullName",
  birthDate: "fieldBirthDate",
  sex: "fieldSex",
  permanentUnit: "fieldPermanentUnit",
  currentUnit: "fieldCurrentUnit",
  address: "fieldAddress",
  householdId: "fieldHouseholdId",
  relation: "fieldRelation",
  residenceStatus: "fieldResidenceStatus",
  ethnicity: "fieldEthnicity",
  religion: "fieldReligion",
  origin: "fieldOrigin",
  fatherPin: "fieldFatherPin",
  motherPin: "fieldMotherPin",
  phone: "fieldPhone",
  diedOn: "fieldDiedOn",
  actId: "fieldActId",
  kind: "fieldKind",
  occurredAt: "fieldOccurredAt",
  unit: "fieldUnit",
  officer: "fieldOfficer",
  team: "fieldTeam",
  device: "fieldDevice",
  reason: "fieldReason",
  evidence: "fieldEvidence",
  fromUnit: "fieldFromUnit",
  toUnit: "fieldToUnit",
};

export const fieldWord = (field: string): Word | undefined => fieldWords[field];
