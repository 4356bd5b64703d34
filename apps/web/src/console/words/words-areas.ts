import type { Text } from "@dinhdanh/kernel/contract";

/** Areas of units, by which the law sets the time for a card. */
export const areaWords = {
  navAreas: { vi: "Khu vực, thời hạn", en: "Areas" },
  shortcutAreas: { vi: "Đến Khu vực, thời hạn", en: "Go to areas and limits" },
  areasClosed: { vi: "Trang này dành cho quản trị", en: "This page is for administrators" },
  areasClosedLead: {
    vi: "Khu vực của đơn vị quyết định thời hạn theo luật: quản trị ghi và sửa.",
    en: "Areas of units decide the legal limits: administrators state and change them.",
  },
  areasHeading: { vi: "{unit}: {area}", en: "{unit}: {area}" },
  areasLead: {
    vi: "Khu vực quyết định thời hạn trả thẻ theo luật, tính từ ngày thu nhận. Ghi cho một đơn vị thì đúng cho mọi đơn vị bên dưới, trừ nơi ghi riêng. Hồ sơ đã nộp giữ thời hạn cũ.",
    en: "The area decides by when the law wants the card, from the day of the collection. What is stated of a unit holds for all below it, but where something else is stated. Dossiers that were submitted keep their limit.",
  },
  areasTitle: { vi: "Khu vực và thời hạn", en: "Areas and limits" },
  areasUnit: { vi: "Đơn vị", en: "Unit" },
  areasArea: { vi: "Khu vực", en: "Area" },
  areasHere: { vi: "Ghi cho đơn vị này", en: "Stated of this unit" },
  areasLimits: { vi: "Thời hạn theo luật", en: "Legal limit" },
  areasOf: { vi: "Khu vực của {unit}", en: "Area of {unit}" },
  areasNotStated: { vi: "không ghi riêng", en: "nothing of its own" },
  areasByName: { vi: "theo tên đơn vị hoặc huyện", en: "its or its district's name" },
  areasAsAbove: { vi: "theo {unit}", en: "as {unit}" },
  areasStated: { vi: "đã ghi", en: "stated" },
  areasStatedBy: { vi: "{officer} ghi {time}", en: "stated by {officer}, {time}" },
  areasSave: { vi: "Ghi", en: "State" },
  areasSaveOf: { vi: "Ghi khu vực của {unit}", en: "State the area of {unit}" },
  areasUntil: { vi: "đến {day}", en: "until {day}" },
  areasFrom: { vi: "từ {day}", en: "from {day}" },
  areasDays: { vi: "{n} ngày làm việc", en: "{n} working {n|day|days}" },
  areasReissue: { vi: "cấp lại {n}", en: "re-issue {n}" },
  areasDownload: { vi: "Tải những gì đã ghi", en: "Download what is stated" },
  areasFileTitle: { vi: "Ghi nhiều đơn vị từ tệp", en: "State many units from a file" },
  areasFileTeach: {
    vi: "Mỗi dòng một đơn vị: unit (mã), area (urban, remote, other; none để bỏ điều đã ghi), validFrom nếu mã được dùng lại. Đơn vị không có trong tệp giữ nguyên. Tệp tải về ở trên có đúng dạng này.",
    en: "A row a unit: unit (its code), area (urban, remote, other; none takes away what is stated), validFrom where a code is used again. Units that the file does not name stay as they are. The download above has this form.",
  },
  areasFileLead: { vi: "Thả tệp CSV vào đây, hoặc", en: "Drop a CSV file here, or" },
  areasFileHint: {
    vi: "Xem trước rồi mới ghi: ghi cả tệp hoặc không ghi gì. Bảng tính Excel: lưu thành CSV UTF-8 trước.",
    en: "Shown before anything is written: all of the file or nothing. Save an Excel sheet as CSV UTF-8 first.",
  },
  areasFileCounts: {
    vi: "{file}: {read} dòng. {added} ghi mới, {changed} đổi, {removed} bỏ, {unchanged} không đổi. Chưa ghi gì.",
    en: "{file}: {read} {read|row|rows}. {added} added, {changed} changed, {removed} taken away, {unchanged} unchanged. Nothing is written yet.",
  },
  areasFileNothing: { vi: "Không có gì để ghi.", en: "There is nothing to write." },
  areasFileWas: { vi: "Đang ghi", en: "Stated now" },
  areasFileWill: { vi: "Sẽ ghi", en: "Will be stated" },
  areasFileFirst: { vi: "Hiện {n} trong {all} đơn vị thay đổi.", en: "{n} of {all} units that change are shown." },
  areasFileTake: { vi: "Ghi {n} đơn vị", en: "State {n} {n|unit|units}" },
  areasFileDone: {
    vi: "Đã ghi: {added} mới, {changed} đổi, {removed} bỏ, {unchanged} không đổi.",
    en: "Written: {added} added, {changed} changed, {removed} taken away, {unchanged} unchanged.",
  },
  areasFileRefused: {
    vi: "{file}: {n} dòng sai. Không dòng nào được ghi; sửa rồi chọn lại tệp.",
    en: "{file}: {n} {n|row is|rows are} at fault. Nothing is written; mend the file and choose it again.",
  },
  areasFileColumns: {
    vi: "Các cột: unit và area, có thể thêm validFrom và name.",
    en: "The columns: unit and area, and validFrom and name if you like.",
  },
  areasFileFaulty: {
    vi: "{file} không đọc được. Không dòng nào được ghi; sửa rồi chọn lại tệp.",
    en: "{file} cannot be read. Nothing is written; mend the file and choose it again.",
  },
} as const satisfies Record<string, Text>;
