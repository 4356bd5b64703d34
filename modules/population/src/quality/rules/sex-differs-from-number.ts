import { sexOfNumber } from "../read-facts.ts";
import { basis, broken, type RecordRule } from "../rule.ts";

export const sexDiffersFromNumber: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: true,
  text: { vi: "Giới tính không khớp với số định danh", en: "The sex differs from the number" },
  mend: {
    vi: "Đối chiếu giấy khai sinh; sửa giới tính hoặc hủy, cấp lại số.",
    en: "Check the birth certificate; mend the sex, or have the number cancelled and given anew.",
  },
  basis: basis.number,
  onRow: true,
  check: ({ pin, sex }) => (pin !== undefined && sex !== "unknown" && sexOfNumber(pin) !== sex ? broken("sex", sex) : null),
};
