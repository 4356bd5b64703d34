import { lastPossibleDay, type PartialDate, type Text, dayNumber, dayOf } from "@dinhdanh/kernel/contract";
import { isCitizen } from "@dinhdanh/population/contract";

/** `childrenFrom`: youngest age on request, through a parent or guardian; `biometricsFrom`: age from which biometrics are taken. */
type EligibilityRule = { from: string; adultsFrom: number; childrenFrom: number | null; biometricsFrom: number; source: string };

/** Latest first. */
const rules: readonly EligibilityRule[] = [
  { from: "2024-07-01", adultsFrom: 14, childrenFrom: 0, biometricsFrom: 6, source: "Luật Căn cước 2023, Điều 19, 23" },
  { from: "0000-00-00", adultsFrom: 14, childrenFrom: null, biometricsFrom: 14, source: "Luật Căn cước công dân 2014, Điều 19" },
];

export const ineligibilities = {
  "too-young": {
    vi: "Chưa đủ 14 tuổi: chưa được cấp thẻ vào ngày này",
    en: "Not yet 14: no card can be issued on this day",
  },
  deceased: { vi: "Dữ liệu dân cư ghi người này đã chết", en: "The register says that this person has died" },
  "not-vietnamese": {
    vi: "Dữ liệu dân cư ghi người này không còn quốc tịch Việt Nam",
    en: "The register says that the person is no longer a citizen",
  },
  "birth-unknown": {
    vi: "Dữ liệu dân cư chưa có ngày sinh: bổ sung trước khi thu nhận",
    en: "The register has no birth date: it must be added first",
  },
} as const satisfies Record<string, Text>;
export type Ineligibility = keyof typeof ineligibilities;

export type Eligibility =
  | { eligible: true; biometrics: boolean; /** applies through a parent or guardian */ throughGuardian: boolean; source: string }
  | {
      eligible: false;
      reason: Ineligibility;
      source: string;
      /** first day of certain eligibility, when it is known */ from: string | null;
    };

/** `nationality`: three letters; absent or null is Vietnamese. */
type Applicant = { birthDate: string | null; diedOn: string | null; nationality?: string | null | undefined };

/**
 * Whether a card may be issued to somebody on the day. Who is known only by the year of birth counts as born on its last day.
 * @param day `yyyy-mm-dd`
 */
export function eligibilityOf(person: Applicant, day: string): Eligibility {
  const rule = rules.find((one) => one.from <= day);
  if (rule === undefined) throw new Error(`no rule of eligibility for ${day}`);
  const { source } = rule;
  if (person.diedOn !== null && person.diedOn <= day) return { eligible: false, reason: "deceased", source, from: null };
  if (!isCitizen({ nationality: person.nationality ?? undefined }))
    return { eligible: false, reason: "not-vietnamese", source, from: null };
  if (person.birthDate === null) return { eligible: false, reason: "birth-unknown", source, from: null };
  const turns = (age: number) => lastPossibleDay(person.birthDate as PartialDate, age);
  const on = dayNumber(day);
  const biometrics = turns(rule.biometricsFrom) <= on;
  if (turns(rule.adultsFrom) <= on) return { eligible: true, biometrics, throughGuardian: false, source };
  if (rule.childrenFrom !== null && turns(rule.childrenFrom) <= on) return { eligible: true, biometrics, throughGuardian: true, source };
  return { eligible: false, reason: "too-young", source, from: dayOf(turns(rule.childrenFrom ?? rule.adultsFrom)) };
}
