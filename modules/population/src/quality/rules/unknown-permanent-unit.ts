import { basis, type RowRule } from "../rule.ts";

export const unknownPermanentUnit: RowRule = {
  of: "row",
  fields: ["permanentUnit"],
  aspect: "correct",
  conflict: true,
  text: { vi: "Nơi thường trú không có trong danh mục", en: "The place of permanent residence is not a known unit" },
  mend: {
    vi: "Tra mã xã theo danh mục đơn vị hành chính của ngày lập danh sách.",
    en: "Look up the commune code in the list of units of the roll's day.",
  },
  basis: basis.residence,
};
