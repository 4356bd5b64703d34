import { basis, broken, type RecordRule } from "../rule.ts";

export const vagueBirthDate: RecordRule = {
  of: "record",
  aspect: "complete",
  conflict: false,
  text: { vi: "Ngày sinh chưa đủ ngày, tháng", en: "The birth date lacks its day or month" },
  mend: {
    vi: "Đối chiếu giấy khai sinh, ghi đủ ngày, tháng nếu có.",
    en: "Check the birth certificate and record day and month if there are any.",
  },
  basis: basis.information,
  check: ({ birthDate }) => (birthDate !== undefined && birthDate.length < 10 ? broken("birthDate", birthDate) : null),
};
