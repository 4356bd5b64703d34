import { basis, broken, type RecordRule } from "../rule.ts";

export const noEthnicity: RecordRule = {
  of: "record",
  aspect: "complete",
  conflict: false,
  text: { vi: "Chưa có dân tộc", en: "The ethnic group is missing" },
  mend: { vi: "Đối chiếu giấy khai sinh, ghi dân tộc.", en: "Check the birth certificate and record the ethnic group." },
  basis: basis.information,
  check: ({ ethnicity }) => (ethnicity === undefined ? broken("ethnicity") : null),
};
