import { basis, broken, type RecordRule } from "../rule.ts";

export const noPlaceOfAbsence: RecordRule = {
  of: "record",
  aspect: "live",
  conflict: false,
  text: { vi: "Đi vắng nhưng chưa ghi nơi đang ở", en: "Away, and it is not recorded where" },
  mend: { vi: "Hỏi gia đình, ghi tỉnh, xã đang ở.", en: "Ask the family and record where the person is." },
  basis: basis.residence,
  check: ({ residenceStatus, currentUnit }) =>
    residenceStatus === "away-in-country" && currentUnit === undefined ? broken("currentUnit") : null,
};
