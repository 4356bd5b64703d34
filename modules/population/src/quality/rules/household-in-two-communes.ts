import { basis, type RegisterRule } from "../rule.ts";

export const householdInTwoCommunes: RegisterRule = {
  of: "register",
  aspect: "clean",
  conflict: false,
  text: { vi: "Một hộ nằm ở hai xã", en: "One household lies in two communes" },
  mend: { vi: "Tách hộ hoặc chuyển nơi thường trú cho đúng.", en: "Split the household, or move who lives elsewhere." },
  basis: basis.residence,
};
