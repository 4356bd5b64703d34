import { parsePartialDate } from "@dinhdanh/kernel/contract";
import { type BirthRequest, birthRequestSchema, type CandidatesQuery } from "@dinhdanh/population/contract";
import type { Word } from "../words/words.ts";

/** A parent as chosen: by search, or by a number alone when they live elsewhere. */
export type Parent = { pin: string; name: string | null };

/** What is typed so far. */
export type BirthDraft = {
  fullName: string;
  birthDate: string;
  sex: "male" | "female" | undefined;
  province: string;
  mother: Parent | undefined;
  father: Parent | undefined;
  address: string;
  householdId: string;
  ethnicity: string;
  origin: string;
  evidence: string;
};

export const emptyBirth: BirthDraft = {
  ...{ fullName: "", birthDate: "", sex: undefined, province: "", mother: undefined, father: undefined },
  ...{ address: "", householdId: "", ethnicity: "", origin: "", evidence: "" },
};

export type ReadBirth = { missing: Word } | { request: BirthRequest };

const given = (text: string, field: string) => (text.trim() === "" ? {} : { [field]: text.trim() });

/** What was typed as the server wants it, or the first thing that is missing. */
export function readBirth(draft: BirthDraft, personId: string, permanentUnit: string): ReadBirth {
  const { sex, mother, father, fullName, province, evidence } = draft;
  const born = parsePartialDate(draft.birthDate.trim());
  if (fullName.trim() === "") return { missing: "birthNameMissing" };
  if (born.kind !== "date" || born.date.length !== 10) return { missing: "birthDateMissing" };
  if (sex === undefined) return { missing: "birthSexMissing" };
  if (!/^\d{3}$/.test(province.trim())) return { missing: "birthProvinceMissing" };
  if (evidence.trim() === "") return { missing: "birthEvidenceMissing" };
  const parsed = birthRequestSchema.safeParse({
    ...{
      personId,
      permanentUnit,
      sex,
      fullName: fullName.trim(),
      birthDate: born.date,
      province: province.trim(),
      evidence: evidence.trim(),
    },
    ...(mother === undefined ? {} : { motherPin: mother.pin }),
    ...(father === undefined ? {} : { fatherPin: father.pin }),
    ...given(draft.address, "address"),
    ...given(draft.householdId, "householdId"),
    ...given(draft.ethnicity, "ethnicity"),
    ...given(draft.origin, "origin"),
  });
  return parsed.success ? { request: parsed.data } : { missing: "birthMalformed" };
}

/** What the declaration says that another record may say of the same child. */
export function factsToCompare(request: BirthRequest): CandidatesQuery {
  const {
    personId: _id,
    evidence: _evidence,
    province: _province,
    ethnicity: _ethnicity,
    pin: _pin,
    device: _device,
    despite: _despite,
    ...facts
  } = request;
  return facts;
}
