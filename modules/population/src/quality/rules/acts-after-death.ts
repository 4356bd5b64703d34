import { basis, type RegisterRule } from "../rule.ts";

export const actsAfterDeath: RegisterRule = {
  of: "register",
  aspect: "live",
  conflict: false,
  text: { vi: "Có hồ sơ sau ngày chết", en: "Something was done after the death" },
  mend: { vi: "Đối chiếu giấy chứng tử; xác minh người nộp hồ sơ.", en: "Check the death certificate; find out who came." },
  basis: basis.civilStatus,
};
