import { basis, type RowRule } from "../rule.ts";

export const unknownResidenceStatus: RowRule = {
  of: "row",
  fields: ["residenceStatus"],
  aspect: "live",
  conflict: false,
  text: { vi: "Tình trạng cư trú không đọc được", en: "The residence status could not be read" },
  mend: { vi: "Cảnh sát khu vực xác nhận tình trạng cư trú.", en: "Have the area officer confirm the residence status." },
  basis: basis.residence,
};
