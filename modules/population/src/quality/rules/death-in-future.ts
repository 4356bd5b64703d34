import { firstDayOf } from "../read-facts.ts";
import { basis, broken, type RecordRule } from "../rule.ts";

export const deathInFuture: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: false,
  text: { vi: "Ngày chết ở tương lai", en: "The death date lies in the future" },
  mend: { vi: "Đối chiếu giấy chứng tử, ghi lại ngày chết.", en: "Check the death certificate and record the date again." },
  basis: basis.civilStatus,
  check: ({ diedOn }, day) => (diedOn !== undefined && firstDayOf(diedOn) > day ? broken("diedOn", diedOn) : null),
};
