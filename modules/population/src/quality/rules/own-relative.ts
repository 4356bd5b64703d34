import { basis, broken, type RecordRule } from "../rule.ts";

/** Also of rolls that name spouses. */
const relatives = ["fatherPin", "motherPin", "spousePin"] as const;

export const ownRelative: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: false,
  text: { vi: "Là cha, mẹ hoặc vợ chồng của chính mình", en: "The person is their own parent or spouse" },
  mend: { vi: "Ghi lại số định danh của cha, mẹ, vợ, chồng.", en: "Record the number of the relative again." },
  basis: basis.information,
  check: (facts) => {
    const field = relatives.find((one) => facts.pin !== undefined && (facts as Record<string, unknown>)[one] === facts.pin);
    return field === undefined ? null : broken(field, facts.pin);
  },
};
