import { basis, broken, type RecordRule } from "../rule.ts";

export const noHousehold: RecordRule = {
  of: "record",
  aspect: "complete",
  conflict: false,
  text: { vi: "Chưa thuộc hộ nào", en: "The person belongs to no household" },
  mend: { vi: "Lập hộ hoặc nhập vào hộ theo nơi thường trú.", en: "Open a household, or enter the person in one." },
  basis: basis.residence,
  check: ({ householdId }) => (householdId === undefined ? broken("householdId") : null),
};
