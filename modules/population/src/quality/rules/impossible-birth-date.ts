import { basis, type RowRule } from "../rule.ts";

export const impossibleBirthDate: RowRule = {
  of: "row",
  fields: ["birthDate"],
  aspect: "correct",
  conflict: true,
  text: { vi: "Ngày sinh không có thật", en: "The birth date does not exist" },
  mend: { vi: "Đối chiếu giấy khai sinh, ghi lại ngày sinh.", en: "Check the birth certificate and record the date again." },
  basis: basis.information,
};
