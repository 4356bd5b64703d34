import { basis, type RowRule } from "../rule.ts";

export const unknownCurrentUnit: RowRule = {
  of: "row",
  fields: ["currentUnit"],
  aspect: "correct",
  conflict: false,
  text: { vi: "Nơi ở hiện tại không có trong danh mục", en: "The current place is not a known unit" },
  mend: {
    vi: "Tra mã xã theo danh mục đơn vị hành chính của ngày lập danh sách.",
    en: "Look up the commune code in the list of units of the roll's day.",
  },
  basis: basis.residence,
};
