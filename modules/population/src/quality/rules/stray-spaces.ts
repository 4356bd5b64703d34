import { normaliseText } from "@dinhdanh/vietnamese";
import { firstOf } from "../texts.ts";
import { basis, type RecordRule } from "../rule.ts";

export const straySpaces: RecordRule = {
  of: "record",
  aspect: "clean",
  conflict: false,
  text: { vi: "Thừa khoảng trắng hoặc ký tự ẩn", en: "There are stray spaces or invisible characters" },
  mend: { vi: "Sửa hàng loạt: bỏ khoảng trắng thừa.", en: "Mend in bulk: drop stray spaces." },
  basis: basis.ours,
  check: (facts) => firstOf(facts, (text) => normaliseText(text) !== text),
};
