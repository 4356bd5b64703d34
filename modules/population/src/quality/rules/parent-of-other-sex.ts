import { sexOfNumber } from "../read-facts.ts";
import { basis, broken, type RecordRule } from "../rule.ts";

export const parentOfOtherSex: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: false,
  text: { vi: "Số định danh của cha là nữ hoặc của mẹ là nam", en: "A father's number is a woman's, or a mother's a man's" },
  mend: { vi: "Kiểm tra có ghi lẫn số của cha và mẹ không.", en: "See whether the parents' numbers were exchanged." },
  basis: basis.number,
  check: ({ fatherPin, motherPin }) => {
    if (fatherPin !== undefined && sexOfNumber(fatherPin) === "female") return broken("fatherPin", fatherPin);
    return motherPin !== undefined && sexOfNumber(motherPin) === "male" ? broken("motherPin", motherPin) : null;
  },
};
