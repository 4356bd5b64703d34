import { basis, type RowRule } from "../rule.ts";

export const unknownRelation: RowRule = {
  of: "row",
  fields: ["relation"],
  aspect: "correct",
  conflict: false,
  text: { vi: "Quan hệ với chủ hộ không đọc được", en: "The relation to the head could not be read" },
  mend: { vi: "Hỏi chủ hộ, ghi lại quan hệ.", en: "Ask the head of household and record the relation." },
  basis: basis.information,
};
