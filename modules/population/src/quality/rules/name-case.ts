import { inProperCase } from "../texts.ts";
import { broken, type RecordRule } from "../rule.ts";

export const nameCase: RecordRule = {
  of: "record",
  aspect: "clean",
  conflict: false,
  text: { vi: "Họ tên không viết hoa đúng", en: "The name is not capitalised properly" },
  mend: { vi: "Sửa hàng loạt: viết hoa chữ đầu mỗi tiếng.", en: "Mend in bulk: a capital at the start of each word." },
  basis: "Quyết định 1989/QĐ-BGDĐT",
  check: ({ fullName }) => (inProperCase(fullName) === fullName ? null : broken("fullName", fullName)),
};
