import { basis, type RegisterRule } from "../rule.ts";

export const twoHeads: RegisterRule = {
  of: "register",
  aspect: "clean",
  conflict: false,
  text: { vi: "Hộ có hai chủ hộ", en: "The household has two heads" },
  mend: { vi: "Hỏi gia đình, giữ một chủ hộ.", en: "Ask the family and keep one head." },
  basis: basis.residence,
};
