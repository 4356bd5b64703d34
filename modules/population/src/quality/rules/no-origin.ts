import { basis, broken, type RecordRule } from "../rule.ts";

export const noOrigin: RecordRule = {
  of: "record",
  aspect: "complete",
  conflict: false,
  text: { vi: "Chưa có quê quán", en: "The place of origin is missing" },
  mend: { vi: "Đối chiếu giấy khai sinh, ghi quê quán.", en: "Check the birth certificate and record the place of origin." },
  basis: basis.information,
  check: ({ origin }) => (origin === undefined ? broken("origin") : null),
};
