import type { Text } from "@dinhdanh/kernel/contract";

/** A sheet of house-to-house checks that comes back. */
export const checkSheetWords = {
  sheetTitle: { vi: "Nhập lại phiếu rà soát", en: "Bring a check sheet back" },
  sheetLead: { vi: "Thả phiếu đã điền vào đây, hoặc", en: "Drop the sheet that was filled in here, or" },
  sheetChoose: { vi: "Chọn tệp", en: "choose a file" },
  sheetHint: {
    vi: "Tệp XLSX đã tải ở danh sách trên, lưu lại bằng Excel, hoặc CSV. Xem trước rồi mới ghi; ô để trống là không đổi.",
    en: "The XLSX file downloaded above, as Excel saves it, or CSV. Shown before anything is written; an empty cell changes nothing.",
  },
  sheetOther: { vi: "Chọn tệp khác", en: "Choose another file" },
  sheetCount: {
    vi: "{file}: {rows} dòng. {mended} người ghi ngay, {proposed} đề nghị chờ duyệt, {events} sự kiện, {unchanged} không đổi.",
    en: "{file}: {rows} {rows|row|rows}. {mended} written at once, {proposed} {proposed|proposal|proposals} to be decided, {events} {events|event|events}, {unchanged} unchanged.",
  },
  sheetNothing: { vi: "Không có gì để ghi.", en: "There is nothing to write." },
  sheetRefusedCount: { vi: "{n} dòng không nhận được", en: "{n} {n|row|rows} cannot be taken" },
  sheetRow: { vi: "Dòng", en: "Row" },
  sheetWhat: { vi: "Thay đổi", en: "Change" },
  sheetHow: { vi: "Cách ghi", en: "How" },
  sheetMended: { vi: "ghi ngay, hoàn tác được", en: "at once, can be undone" },
  sheetProposed: { vi: "đề nghị, người khác duyệt", en: "proposed, somebody else decides" },
  sheetEvent: { vi: "sự kiện", en: "event" },
  sheetEventOn: { vi: "{mark}, ngày {day}", en: "{mark}, on {day}" },
  sheetFactOn: { vi: "{fact}: {value}, từ ngày {day}", en: "{fact}: {value}, from {day}" },
  sheetToUnit: { vi: "đến xã {unit}", en: "to commune {unit}" },
  sheetReason: { vi: "Lý do", en: "Reason" },
  sheetColumn: { vi: "Cột", en: "Column" },
  sheetOnSheet: { vi: "Trên phiếu", en: "On the sheet" },
  sheetInRegister: { vi: "Trong sổ", en: "In the register" },
  sheetNothingHeld: { vi: "chưa có", en: "nothing" },
  sheetFirst: { vi: "Hiện {n} dòng đầu.", en: "The first {n} rows are shown." },
  sheetDo: { vi: "Ghi {n} người", en: "Write {n} {n|person|people}" },
  sheetDone: {
    vi: "Đã ghi {mended} người, lập {proposed} đề nghị, ghi {events} sự kiện.",
    en: "{mended} {mended|person was|people were} mended, {proposed} {proposed|proposal|proposals} made, {events} {events|event|events} recorded.",
  },
  sheetSeeProposals: { vi: "Xem đề nghị chờ duyệt", en: "See the proposals" },
  sheetMend: { vi: "Phiếu rà soát", en: "Check sheet" },
} as const satisfies Record<string, Text>;
