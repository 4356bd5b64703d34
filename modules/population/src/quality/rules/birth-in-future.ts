import { firstDayOf } from "../read-facts.ts";
import { basis, broken, type RecordRule } from "../rule.ts";

export const birthInFuture: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: true,
  text: { vi: "Ngày sinh ở tương lai", en: "The birth date lies in the future" },
  mend: { vi: "Đối chiếu giấy khai sinh, ghi lại ngày sinh.", en: "Check the birth certificate and record the date again." },
  basis: basis.information,
  onRow: true,
  check: ({ birthDate }, day) => (birthDate !== undefined && firstDayOf(birthDate) > day ? broken("birthDate", birthDate) : null),
};
