import { canonicalTone } from "@dinhdanh/vietnamese";
import { firstOf } from "../texts.ts";
import { basis, type RecordRule } from "../rule.ts";

export const tonePlacement: RecordRule = {
  of: "record",
  aspect: "clean",
  conflict: false,
  text: { vi: "Dấu thanh đặt không thống nhất", en: "Tone marks stand in uncommon places" },
  mend: { vi: "Sửa hàng loạt: đặt dấu thanh thống nhất.", en: "Mend in bulk: put tone marks in their common places." },
  basis: basis.ours,
  check: (facts) => firstOf(facts, (text) => canonicalTone(text) !== text),
};
