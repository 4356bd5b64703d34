import { basis, broken, type RecordRule } from "../rule.ts";

export const noBirthDate: RecordRule = {
  of: "record",
  aspect: "complete",
  conflict: true,
  text: { vi: "Chưa có ngày sinh", en: "There is no birth date" },
  mend: { vi: "Đối chiếu giấy khai sinh, ghi lại ngày sinh.", en: "Check the birth certificate and record the date." },
  basis: basis.information,
  onRow: true,
  check: ({ birthDate }) => (birthDate === undefined ? broken("birthDate") : null),
};
