import type { FindingKind } from "@dinhdanh/population/contract";
import type { Word } from "../words/words.ts";

/** What mends a finding: said beside it, so that nobody has to know it by heart. */
export const mends = {
  "sex-differs-from-number": "mendSex",
  "year-differs-from-number": "mendBirthDate",
  "impossible-birth-date": "mendBirthDate",
  "birth-in-future": "mendBirthDate",
  "no-birth-date": "mendBirthDate",
  "impossible-death-date": "mendDeath",
  "death-before-birth": "mendDeath",
  "unknown-permanent-unit": "mendUnit",
  "unknown-current-unit": "mendUnit",
  "sex-unknown": "mendSex",
  "no-number": "mendNumber",
  "unknown-relation": "mendRelation",
  "unknown-residence-status": "mendStatus",
  "odd-old-number": "mendOldNumber",
  "odd-parent-number": "mendNumber",
} as const satisfies Record<FindingKind, Word>;

export const isKnownFinding = (kind: string): kind is FindingKind => kind in mends;
