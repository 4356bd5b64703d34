import { yearOfNumber } from "../read-facts.ts";
import { basis, broken, type RecordRule } from "../rule.ts";

/** The youngest mothers of medical record apart, nobody has a child before. */
export const youngestParent = 12;

export const parentTooYoung: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: false,
  text: { vi: "Cha hoặc mẹ không hơn con đủ 12 tuổi", en: "A parent is not 12 years older than the child" },
  mend: {
    vi: "Đối chiếu giấy khai sinh, ghi lại cha, mẹ hoặc ngày sinh.",
    en: "Check the birth certificate and record the parent or the birth date again.",
  },
  basis: basis.ours,
  check: (facts) => {
    const { birthDate } = facts;
    if (birthDate === undefined) return null;
    const born = Number(birthDate.slice(0, 4));
    const field = (["motherPin", "fatherPin"] as const).find((one) => born - yearOfNumber(facts[one] ?? "") < youngestParent);
    return field === undefined ? null : broken(field, facts[field]);
  },
};
