import { lastPossibleDay, type PartialDate } from "@dinhdanh/kernel/contract";
import { basis, type RecordRule } from "../rule.ts";

/** One person in history is known to have lived longer. */
const oldestAge = 120;

export const tooOld: RecordRule = {
  of: "record",
  aspect: "live",
  conflict: false,
  text: { vi: "Trên 120 tuổi, chưa ghi là đã chết", en: "Over 120 years old and not recorded as dead" },
  mend: {
    vi: "Đến nhà xác minh; nếu đã chết thì đề nghị khai tử.",
    en: "Visit; when the person has died, ask for the death to be registered.",
  },
  basis: basis.civilStatus,
  check: ({ birthDate, diedOn }) => {
    if (birthDate === undefined || diedOn !== undefined) return null;
    return { field: "birthDate", given: birthDate, from: lastPossibleDay(birthDate as PartialDate, oldestAge) };
  },
};
