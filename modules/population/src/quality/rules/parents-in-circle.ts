import { basis, type RegisterRule } from "../rule.ts";

export const parentsInCircle: RegisterRule = {
  of: "register",
  aspect: "correct",
  conflict: false,
  text: { vi: "Quan hệ cha mẹ đi vòng", en: "The parents go in a circle" },
  mend: { vi: "Đối chiếu giấy khai sinh của những người liên quan.", en: "Check the birth certificates of those concerned." },
  basis: basis.information,
};
