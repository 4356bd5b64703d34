import { basis, broken, type RecordRule } from "../rule.ts";

export const noRelation: RecordRule = {
  of: "record",
  aspect: "complete",
  conflict: false,
  text: { vi: "Chưa có quan hệ với chủ hộ", en: "The relation to the head is missing" },
  mend: { vi: "Hỏi chủ hộ, ghi quan hệ.", en: "Ask the head of household and record the relation." },
  basis: basis.information,
  check: ({ householdId, relation }) => (householdId !== undefined && relation === undefined ? broken("relation") : null),
};
