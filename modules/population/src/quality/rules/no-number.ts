import { basis, broken, type RecordRule } from "../rule.ts";

export const noNumber: RecordRule = {
  of: "record",
  aspect: "complete",
  conflict: false,
  text: { vi: "Chưa có số định danh", en: "There is no identification number yet" },
  mend: { vi: "Đề nghị cấp hoặc tra lại số định danh.", en: "Ask for a number to be given or looked up." },
  basis: basis.number,
  onRow: true,
  check: ({ pin }) => (pin === undefined ? broken("pin") : null),
};
