import { basis, broken, type RecordRule } from "../rule.ts";

export const oneForBothParents: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: false,
  text: { vi: "Cha và mẹ cùng một số định danh", en: "Father and mother have one number" },
  mend: { vi: "Ghi lại số định danh của cha, mẹ.", en: "Record the parents' numbers again." },
  basis: basis.information,
  check: ({ fatherPin, motherPin }) => (motherPin !== undefined && fatherPin === motherPin ? broken("motherPin", motherPin) : null),
};
