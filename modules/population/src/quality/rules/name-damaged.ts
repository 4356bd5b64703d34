import { isDamaged } from "../texts.ts";
import { broken, type RecordRule } from "../rule.ts";

export const nameDamaged: RecordRule = {
  of: "record",
  aspect: "clean",
  conflict: false,
  text: { vi: "Họ tên hỏng do phông chữ cũ", en: "The name is damaged by an old encoding" },
  mend: {
    vi: "Xem tệp gốc có phải TCVN3, VNI không rồi nhập lại, hoặc ghi lại họ tên.",
    en: "See whether the source is TCVN3 or VNI and import it again, or record the name again.",
  },
  basis: "TCVN 6909:2001",
  check: ({ fullName }) => (isDamaged(fullName) ? broken("fullName", fullName) : null),
};
