import { basis, broken, type RecordRule } from "../rule.ts";

export const deathBeforeBirth: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: true,
  text: { vi: "Ngày chết trước ngày sinh", en: "The death lies before the birth" },
  mend: { vi: "Đối chiếu giấy chứng tử với ngày sinh.", en: "Check the death certificate against the birth date." },
  basis: basis.civilStatus,
  onRow: true,
  check: ({ birthDate, diedOn }) =>
    birthDate !== undefined && diedOn !== undefined && diedOn < birthDate ? broken("diedOn", diedOn) : null,
};
