import { basis, type RowRule } from "../rule.ts";

export const impossibleDeathDate: RowRule = {
  of: "row",
  fields: ["diedOn"],
  aspect: "correct",
  conflict: true,
  text: { vi: "Ngày chết không có thật", en: "The death date does not exist" },
  mend: { vi: "Đối chiếu giấy chứng tử với ngày sinh.", en: "Check the death certificate against the birth date." },
  basis: basis.civilStatus,
};
