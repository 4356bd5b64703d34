import { basis, broken, type RecordRule } from "../rule.ts";

export const noAddress: RecordRule = {
  of: "record",
  aspect: "complete",
  conflict: false,
  text: { vi: "Chưa có địa chỉ", en: "There is no address" },
  mend: { vi: "Đến nhà, ghi số nhà, thôn, xóm.", en: "Visit and record house and hamlet." },
  basis: basis.information,
  check: ({ address }) => (address === undefined ? broken("address") : null),
};
