import { broken, type RecordRule } from "../rule.ts";

export const oddPhone: RecordRule = {
  of: "record",
  aspect: "clean",
  conflict: false,
  text: { vi: "Số điện thoại không đúng dạng", en: "The telephone number is not of the usual form" },
  mend: { vi: "Sửa hàng loạt dấu cách và +84; số khác thì hỏi lại.", en: "Mend spaces and +84 in bulk; ask about others." },
  basis: "Thông tư 25/2015/TT-BTTTT",
  check: ({ phone }) => (phone === undefined || /^0\d{9,10}$/.test(phone) ? null : broken("phone", phone)),
};
