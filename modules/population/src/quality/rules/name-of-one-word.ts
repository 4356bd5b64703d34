import { basis, broken, type RecordRule } from "../rule.ts";

export const nameOfOneWord: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: false,
  text: { vi: "Họ tên chỉ có một chữ", en: "The name is one word only" },
  mend: {
    vi: "Đối chiếu giấy khai sinh, ghi đủ họ, chữ đệm và tên.",
    en: "Check the birth certificate and record surname and given name.",
  },
  basis: basis.civilStatus,
  check: ({ fullName }) => (fullName.includes(" ") ? null : broken("fullName", fullName)),
};
