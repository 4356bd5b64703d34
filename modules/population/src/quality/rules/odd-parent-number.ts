import { basis, type RowRule } from "../rule.ts";

export const oddParentNumber: RowRule = {
  of: "row",
  fields: ["fatherPin", "motherPin"],
  aspect: "correct",
  conflict: false,
  text: { vi: "Số định danh cha hoặc mẹ không đủ 12 chữ số", en: "A parent's number does not have 12 digits" },
  mend: { vi: "Tra lại số định danh của cha, mẹ.", en: "Look up the parent's number." },
  basis: basis.number,
};
