import { basis, type RegisterRule } from "../rule.ts";

export const parentDiedBefore: RegisterRule = {
  of: "register",
  aspect: "correct",
  conflict: false,
  text: { vi: "Mẹ chết trước khi con sinh", en: "The mother died before the birth" },
  mend: { vi: "Đối chiếu giấy khai sinh và giấy chứng tử.", en: "Check birth and death certificates." },
  basis: basis.civilStatus,
};
