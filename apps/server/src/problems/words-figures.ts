import type { ProblemEntry } from "./entry.ts";

/** Figures, and the people behind them. */
export const figureProblems = {
  "unit-not-found": {
    status: 404,
    title: { vi: "Không có đơn vị mang mã này vào ngày đó", en: "No unit bears this code on that day" },
    detail: {
      vi: "Đơn vị có thể chưa lập hoặc đã sáp nhập. Tìm theo tên, hoặc chọn ngày khác.",
      en: "It may not exist yet, or have been merged. Search by name, or choose another day.",
    },
  },
  "changed-meanwhile": {
    status: 409,
    title: { vi: "Dữ liệu đã thay đổi từ lúc xem trước", en: "The records have changed since they were shown" },
    detail: { vi: "Chưa có gì được ghi. Xem trước lại rồi làm tiếp.", en: "Nothing was written. Look at the preview again, then go on." },
  },
  "no-mend": {
    status: 404,
    title: { vi: "Không có lần sửa này", en: "There is no such mend" },
    detail: { vi: "Tải lại trang để xem các lần sửa của đơn vị.", en: "Reload the page to see the unit's mends." },
  },
  "already-undone": {
    status: 409,
    title: { vi: "Lần sửa này đã được hoàn tác", en: "This mend was undone already" },
    detail: { vi: "Không cần làm gì thêm.", en: "There is nothing left to do." },
  },
  "before-opening": {
    status: 422,
    title: { vi: "Ngày này trước ngày mở hệ thống", en: "This day lies before the register opened" },
    detail: { vi: "Chọn một ngày muộn hơn.", en: "Choose a later day." },
  },
  "no-campaign": {
    status: 404,
    title: { vi: "Chưa có chiến dịch nào phủ đơn vị này", en: "No campaign covers this unit" },
    detail: {
      vi: "Kiểm tra mã chiến dịch, hoặc nhờ quản trị hệ thống mở chiến dịch.",
      en: "Check the campaign's key, or ask the administrator to open a campaign.",
    },
  },
  "outside-territory": {
    status: 403,
    title: { vi: "Ngoài địa bàn được giao", en: "This lies outside the territory you are in charge of" },
    detail: {
      vi: "Không có dữ liệu nào được mở. Chọn đơn vị trong địa bàn, hoặc đề nghị chỉ huy mở rộng phạm vi.",
      en: "Nothing was opened. Choose a unit within it, or ask your commander to widen your scope.",
    },
  },
  "years-reversed": {
    status: 400,
    title: { vi: "Năm sinh đầu muộn hơn năm sinh cuối", en: "The first year of birth lies after the last" },
    detail: { vi: "Ghi năm sớm hơn trước, ví dụ 2004-2008.", en: "Give the earlier year first, as in 2004-2008." },
  },
  "days-reversed": {
    status: 400,
    title: { vi: "Ngày đầu muộn hơn ngày cuối", en: "The first day lies after the last" },
    detail: { vi: "Đổi chỗ hai ngày.", en: "Swap the two days." },
  },
  "person-not-found": {
    status: 404,
    title: { vi: "Không có người này trong địa bàn", en: "There is no such person in your territory" },
    detail: { vi: "Tìm lại theo số định danh hoặc họ tên.", en: "Search again by number or name." },
  },
  "already-collected": {
    status: 409,
    title: { vi: "Công dân này đã được thu nhận hồ sơ", en: "This citizen's dossier has been collected" },
    detail: { vi: "Không cần loại khỏi mục tiêu.", en: "There is no need to leave them out of the target." },
  },
  "not-excluded": {
    status: 409,
    title: { vi: "Công dân này không bị loại khỏi mục tiêu", en: "This citizen is not left out of the target" },
    detail: { vi: "Mở lại trang để xem tình trạng mới nhất.", en: "Open the page again to see the latest state." },
  },
  "officer-not-in-charge": {
    status: 409,
    title: {
      vi: "Cán bộ này không phụ trách địa bàn của công dân",
      en: "This officer is not in charge of where the citizen is registered",
    },
    detail: {
      vi: "Chọn cán bộ của đơn vị, có quyền sửa dữ liệu và chưa bị khóa.",
      en: "Choose an officer of the unit who mends records and is not disabled.",
    },
  },
  "nothing-chosen": {
    status: 422,
    title: { vi: "Chưa chọn việc nào", en: "No finding is chosen" },
    detail: {
      vi: "Đánh dấu những việc cần giao, nhận hoặc trả lại trong danh sách, hoặc chọn tất cả.",
      en: "Tick those in the list that are to be given, taken over or given back, or choose all.",
    },
  },
  "finding-gone": {
    status: 409,
    title: { vi: "Điểm cần sửa này không còn", en: "This finding stands no more" },
    detail: { vi: "Mở lại trang để xem việc còn lại.", en: "Open the page again to see what work is left." },
  },
  "finding-of-another": {
    status: 409,
    title: { vi: "Cán bộ khác đã nhận việc này", en: "Another officer has taken this over" },
    detail: {
      vi: "Đề nghị Trưởng Công an xã hoặc chỉ huy giao lại.",
      en: "Ask the commune chief or the commander to give it to you.",
    },
  },
  "finding-of-nobody": {
    status: 409,
    title: { vi: "Việc này chưa có cán bộ nào nhận", en: "No officer has taken this over" },
    detail: { vi: "Không có gì để trả lại; mở lại trang.", en: "There is nothing to give back; open the page again." },
  },
} as const satisfies Record<string, ProblemEntry>;
