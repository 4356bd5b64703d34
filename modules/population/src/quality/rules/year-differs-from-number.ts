import { yearOfNumber } from "../read-facts.ts";
import { basis, broken, type RecordRule } from "../rule.ts";

export const yearDiffersFromNumber: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: true,
  text: { vi: "Năm sinh không khớp với số định danh", en: "The birth year differs from the number" },
  mend: {
    vi: "Đối chiếu giấy khai sinh, ghi lại ngày sinh hoặc hủy, cấp lại số.",
    en: "Check the birth certificate; mend the date, or have the number cancelled and given anew.",
  },
  basis: basis.number,
  onRow: true,
  check: ({ pin, birthDate }) =>
    pin !== undefined && birthDate !== undefined && Number(birthDate.slice(0, 4)) !== yearOfNumber(pin)
      ? broken("birthDate", birthDate)
      : null,
};
