import { basis, type RegisterRule } from "../rule.ts";

/** By the parent's birth date in the register, where the number says nothing against it: one of the two is wrong. */
export const parentBornLate: RegisterRule = {
  of: "register",
  aspect: "correct",
  conflict: false,
  text: {
    vi: "Theo ngày sinh trong sổ, cha hoặc mẹ không hơn con đủ 12 tuổi",
    en: "By the birth date in the register a parent is not 12 years older",
  },
  mend: {
    vi: "Đối chiếu giấy khai sinh của con và ngày sinh của cha, mẹ.",
    en: "Check the child's birth certificate and the parent's birth date.",
  },
  basis: basis.civilStatus,
};
