import type { Text } from "@dinhdanh/kernel/contract";
import type { Facts } from "../facts.ts";

/**
 * Đúng, đủ, sạch, sống: no official formula was found, so this is ours. Correct: agrees with the papers and with itself. Complete: every required
 * field is there. Clean: nothing twice, nothing contradictory, in normal form. Live: changes have reached the register.
 */
export const aspects = {
  correct: { vi: "Đúng", en: "Correct" },
  complete: { vi: "Đủ", en: "Complete" },
  clean: { vi: "Sạch", en: "Clean" },
  live: { vi: "Sống", en: "Live" },
} as const satisfies Record<string, Text>;
export type Aspect = keyof typeof aspects;
export const aspectKeys = Object.keys(aspects) as Aspect[];

export type QualityField = keyof Facts;

/** What is wrong. `from`: the day since when, when that is later than the facts. */
export type Broken = { field: QualityField; given: string; from?: number };
export const broken = (field: QualityField, given = ""): Broken => ({ field, given });

type Common = {
  aspect: Aspect;
  /** must be mended before a dossier can be collected */
  conflict: boolean;
  /** what is wrong */
  text: Text;
  /** what mends it */
  mend: Text;
  /** law, decree or circular behind it */
  basis: string;
};
/** Seen only while a row is read: what was given is not kept. The act of the row names it in `flaws`. */
export type RowRule = Common & {
  of: "row";
  /** what the cell was about: whoever states it anew has mended the flaw */
  fields: readonly QualityField[];
};
/** A pure function of what the register holds about one person. `day`: when the facts were told, in days since 1970-01-01. */
export type RecordRule = Common & {
  of: "record";
  /** told at once when a row of a roll is read, not only afterwards */
  onRow?: true;
  check: (facts: Facts, day: number) => Broken | null;
};
/** Between records: found beside the recording, and known to standing by the acts `finding.found` and `finding.resolved`. */
export type RegisterRule = Common & { of: "register" };
export type Rule = RowRule | RecordRule | RegisterRule;

export const basis = {
  number: "Nghị định 137/2015/NĐ-CP, Điều 13",
  information: "Luật Căn cước công dân 2014, Điều 9",
  civilStatus: "Luật Hộ tịch 2014",
  residence: "Luật Cư trú 2020",
  ours: "Định Danh",
} as const;
