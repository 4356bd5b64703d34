import { basis, broken, type RecordRule } from "../rule.ts";

export const oddOldNumber: RecordRule = {
  of: "record",
  aspect: "correct",
  conflict: false,
  text: { vi: "Số CMND không đủ 9 chữ số", en: "An old number does not have 9 digits" },
  mend: { vi: "Đối chiếu CMND cũ; bỏ số sai.", en: "Check the old card; drop the wrong number." },
  basis: basis.information,
  onRow: true,
  check: ({ oldIds = [] }) => {
    const odd = oldIds.find((id) => !/^\d{9}$/.test(id));
    return odd === undefined ? null : broken("oldIds", odd);
  },
};
