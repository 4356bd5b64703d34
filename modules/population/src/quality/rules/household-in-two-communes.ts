import { basis, type RegisterRule } from "../rule.ts";

export const householdInTwoCommunes: RegisterRule = {
  of: "register",
  aspect: "clean",
  conflict: false,
  text: { vi: "Một hộ nằm ở hai xã", en: "One household lies in two communes" },
  mend: {
    vi: "Tách hộ, ghi việc chuyển đến, hoặc đề nghị cải chính nơi thường trú ghi sai (DC02).",
    en: "Split the household, record a move, or propose to correct a residence that is wrong (DC02).",
  },
  basis: basis.residence,
};
