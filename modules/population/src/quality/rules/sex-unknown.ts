import { basis, broken, type RecordRule } from "../rule.ts";

export const sexUnknown: RecordRule = {
  of: "record",
  aspect: "complete",
  conflict: false,
  text: { vi: "Chưa có thông tin giới tính", en: "The sex is unknown" },
  mend: { vi: "Đối chiếu giấy khai sinh, ghi lại giới tính.", en: "Check the birth certificate and record the sex." },
  basis: basis.information,
  onRow: true,
  check: ({ sex }) => (sex === "unknown" ? broken("sex") : null),
};
