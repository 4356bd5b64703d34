import { basis, broken, type RecordRule } from "../rule.ts";

export const nameNotLetters: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: false,
  text: { vi: "Họ tên có chữ số hoặc ký hiệu", en: "The name has digits or signs" },
  mend: { vi: "Đối chiếu giấy khai sinh, ghi lại họ tên.", en: "Check the birth certificate and record the name again." },
  basis: basis.civilStatus,
  check: ({ fullName }) => (/[^\p{L}\p{M} '’.-]/u.test(fullName) ? broken("fullName", fullName) : null),
};
