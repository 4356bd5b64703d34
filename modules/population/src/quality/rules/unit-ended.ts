import { basis, type RegisterRule } from "../rule.ts";

export const unitEnded: RegisterRule = {
  of: "register",
  aspect: "live",
  conflict: false,
  text: { vi: "Đơn vị thường trú đã chia tách, chưa xác định nơi mới", en: "The commune was split up and the new one is not known" },
  mend: {
    vi: "Xác định thôn thuộc xã mới nào rồi đề nghị cải chính nơi thường trú (DC02).",
    en: "Find which new commune the hamlet belongs to, and propose to correct the residence (DC02).",
  },
  basis: basis.residence,
};
