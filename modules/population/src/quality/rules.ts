import type { Rule } from "./rule.ts";
import { noNumber } from "./rules/no-number.ts";
import { sexUnknown } from "./rules/sex-unknown.ts";
import { noBirthDate } from "./rules/no-birth-date.ts";
import { impossibleBirthDate } from "./rules/impossible-birth-date.ts";
import { birthInFuture } from "./rules/birth-in-future.ts";
import { sexDiffersFromNumber } from "./rules/sex-differs-from-number.ts";
import { yearDiffersFromNumber } from "./rules/year-differs-from-number.ts";
import { unknownPermanentUnit } from "./rules/unknown-permanent-unit.ts";
import { unknownCurrentUnit } from "./rules/unknown-current-unit.ts";
import { unknownRelation } from "./rules/unknown-relation.ts";
import { unknownResidenceStatus } from "./rules/unknown-residence-status.ts";
import { oddOldNumber } from "./rules/odd-old-number.ts";
import { oddParentNumber } from "./rules/odd-parent-number.ts";
import { impossibleDeathDate } from "./rules/impossible-death-date.ts";
import { deathBeforeBirth } from "./rules/death-before-birth.ts";
import { deathInFuture } from "./rules/death-in-future.ts";
import { nameNotLetters } from "./rules/name-not-letters.ts";
import { nameOfOneWord } from "./rules/name-of-one-word.ts";
import { nameDamaged } from "./rules/name-damaged.ts";
import { nameCase } from "./rules/name-case.ts";
import { tonePlacement } from "./rules/tone-placement.ts";
import { straySpaces } from "./rules/stray-spaces.ts";
import { oddPhone } from "./rules/odd-phone.ts";
import { vagueBirthDate } from "./rules/vague-birth-date.ts";
import { noAddress } from "./rules/no-address.ts";
import { noHousehold } from "./rules/no-household.ts";
import { noRelation } from "./rules/no-relation.ts";
import { noEthnicity } from "./rules/no-ethnicity.ts";
import { noOrigin } from "./rules/no-origin.ts";
import { ownRelative } from "./rules/own-relative.ts";
import { oneForBothParents } from "./rules/one-for-both-parents.ts";
import { parentOfOtherSex } from "./rules/parent-of-other-sex.ts";
import { parentTooYoung } from "./rules/parent-too-young.ts";
import { tooOld } from "./rules/too-old.ts";
import { noContact } from "./rules/no-contact.ts";
import { noPlaceOfAbsence } from "./rules/no-place-of-absence.ts";
import { twoHeads } from "./rules/two-heads.ts";
import { householdInTwoCommunes } from "./rules/household-in-two-communes.ts";
import { numberOfAnother } from "./rules/number-of-another.ts";
import { oldNumberShared } from "./rules/old-number-shared.ts";
import { parentsInCircle } from "./rules/parents-in-circle.ts";
import { parentDiedBefore } from "./rules/parent-died-before.ts";
import { parentBornLate } from "./rules/parent-born-late.ts";
import { spousesDiffer } from "./rules/spouses-differ.ts";
import { actsAfterDeath } from "./rules/acts-after-death.ts";
import { unitEnded } from "./rules/unit-ended.ts";

/** Every rule of data quality, in the order in which findings of one person are told. Found on reading a row, in a record, or between records. */
export const qualityRules = {
  "no-number": noNumber,
  "sex-unknown": sexUnknown,
  "no-birth-date": noBirthDate,
  "impossible-birth-date": impossibleBirthDate,
  "birth-in-future": birthInFuture,
  "sex-differs-from-number": sexDiffersFromNumber,
  "year-differs-from-number": yearDiffersFromNumber,
  "unknown-permanent-unit": unknownPermanentUnit,
  "unknown-current-unit": unknownCurrentUnit,
  "unknown-relation": unknownRelation,
  "unknown-residence-status": unknownResidenceStatus,
  "odd-old-number": oddOldNumber,
  "odd-parent-number": oddParentNumber,
  "impossible-death-date": impossibleDeathDate,
  "death-before-birth": deathBeforeBirth,
  "death-in-future": deathInFuture,
  "name-not-letters": nameNotLetters,
  "name-of-one-word": nameOfOneWord,
  "name-damaged": nameDamaged,
  "name-case": nameCase,
  "tone-placement": tonePlacement,
  "stray-spaces": straySpaces,
  "odd-phone": oddPhone,
  "vague-birth-date": vagueBirthDate,
  "no-address": noAddress,
  "no-household": noHousehold,
  "no-relation": noRelation,
  "no-ethnicity": noEthnicity,
  "no-origin": noOrigin,
  "own-relative": ownRelative,
  "one-for-both-parents": oneForBothParents,
  "parent-of-other-sex": parentOfOtherSex,
  "parent-too-young": parentTooYoung,
  "too-old": tooOld,
  "no-contact": noContact,
  "no-place-of-absence": noPlaceOfAbsence,
  "two-heads": twoHeads,
  "household-in-two-communes": householdInTwoCommunes,
  "number-of-another": numberOfAnother,
  "old-number-shared": oldNumberShared,
  "parents-in-circle": parentsInCircle,
  "parent-died-before": parentDiedBefore,
  "parent-born-late": parentBornLate,
  "spouses-differ": spousesDiffer,
  "acts-after-death": actsAfterDeath,
  "unit-ended": unitEnded,
} as const satisfies Record<string, Rule>;
export type FindingKind = keyof typeof qualityRules;
export const findingKindKeys = Object.keys(qualityRules) as FindingKind[];
