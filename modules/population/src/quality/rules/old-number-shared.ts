import { basis, type RegisterRule } from "../rule.ts";

export const oldNumberShared: RegisterRule = {
  of: "register",
  aspect: "clean",
  conflict: false,
  text: { vi: "Hai người cùng một số CMND", en: "Two people have one old number" },
  mend: { vi: "Đối chiếu CMND; nếu là một người thì gộp hồ sơ.", en: "Check the old cards; when they are one person, merge the records." },
  basis: basis.information,
};
