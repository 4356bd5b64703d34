import { basis, type RegisterRule } from "../rule.ts";

export const numberOfAnother: RegisterRule = {
  of: "register",
  aspect: "clean",
  conflict: false,
  text: { vi: "Số định danh đang thuộc về người khác", en: "The number belongs to another person" },
  mend: {
    vi: "Giữ số cho đúng người theo giấy khai sinh; người kia cấp lại số.",
    en: "Keep the number with whom the birth certificate names; give the other a new one.",
  },
  basis: basis.number,
};
