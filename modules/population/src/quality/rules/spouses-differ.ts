import { basis, type RegisterRule } from "../rule.ts";

/** Events recorded late, or a death that was corrected, can leave one half of a marriage. */
export const spousesDiffer: RegisterRule = {
  of: "register",
  aspect: "correct",
  conflict: false,
  text: { vi: "Vợ hoặc chồng đã chết, hoặc không ghi lại người này", en: "The spouse is dead, or does not name this person" },
  mend: {
    vi: "Đối chiếu giấy kết hôn, bản án ly hôn hoặc giấy chứng tử, ghi lại sự kiện của cả hai.",
    en: "Check certificates of marriage, divorce or death and record the event of both again.",
  },
  basis: basis.civilStatus,
};
