import type { Text } from "@dinhdanh/kernel/contract";

/** Why a row of a file of units is refused, in the order of the checks. */
export const unitRowReasons = {
  "line-too-long": {
    vi: "Dòng dài quá 256 KB: kiểm tra dấu ngoặc kép chưa đóng",
    en: "The line is longer than 256 KB: look for an unclosed quote",
  },
  "unclosed-quote": { vi: "Dấu ngoặc kép chưa đóng", en: "A quote is not closed" },
  "wrong-cell-count": { vi: "Số ô của dòng khác số cột của tệp", en: "The row has more or fewer cells than the header" },
  "broken-text": { vi: "Ô chứa ký tự hỏng hoặc byte NUL", en: "The cell contains broken characters or a NUL byte" },
  "cell-too-long": { vi: "Ô dài quá 1.000 ký tự", en: "The cell is longer than 1,000 characters" },
  "bad-level": { vi: "Cấp phải là province, district hoặc commune", en: "The level must be province, district or commune" },
  "bad-code": {
    vi: "Mã phải có 2 chữ số (tỉnh), 3 (huyện) hoặc 5 (xã), giữ cả số 0 ở đầu",
    en: "The code must have 2 digits (province), 3 (district) or 5 (commune), leading zeros included",
  },
  "no-name": { vi: "Thiếu tên đơn vị", en: "The name is missing" },
  "bad-day": { vi: "Ngày phải có dạng yyyy-mm-dd và có thật", en: "The day must be a real one of the form yyyy-mm-dd" },
  "too-early": {
    vi: "Ngày phải sau 1976-01-01, ngày đầu của hệ thống đơn vị",
    en: "The day must be after 1976-01-01, on which the tree of units begins",
  },
  "bad-parent": {
    vi: "Tỉnh không có đơn vị cấp trên; huyện và xã phải có",
    en: "A province has no parent; a district or commune needs one",
  },
  "bad-predecessor": {
    vi: "Đơn vị tiền thân phải là mã, cách nhau bằng dấu ; và có thể kèm *",
    en: "Predecessors must be codes, separated by ; and possibly marked *",
  },
  "twice-in-file": { vi: "Đơn vị này đã có ở dòng khác của tệp", en: "Another row of the file has this unit already" },
  "already-known": {
    vi: "Đơn vị cùng mã, cùng ngày đã có với tên, cấp hoặc đơn vị cấp trên khác",
    en: "A unit of this code and day is known already with another name, level or parent",
  },
  "predecessor-unknown": { vi: "Không có đơn vị mang mã này vào ngày trước đó", en: "No unit bore this code on the day before" },
  "predecessor-ended": { vi: "Đơn vị này kết thúc vào một ngày khác", en: "This unit ends on another day" },
  "predecessor-level": { vi: "Đơn vị tiền thân không cùng cấp", en: "The predecessor is not of the same level" },
  "predecessor-taken": {
    vi: "Đơn vị này đã nhập toàn bộ vào một đơn vị khác",
    en: "This unit goes whole into another one already, or is divided although it should go whole",
  },
  "code-in-use": {
    vi: "Mã đang thuộc đơn vị khác: ghi đơn vị đó là tiền thân của một dòng cùng ngày",
    en: "Another unit bears this code: name it as a predecessor in a row of the same day",
  },
  "parent-unknown": { vi: "Không có đơn vị cấp trên mang mã này vào ngày đó", en: "No unit bears the parent's code on that day" },
  "parent-level": { vi: "Đơn vị cấp trên phải ở cấp cao hơn", en: "The parent must be of a higher level" },
} satisfies Record<string, Text>;

export type UnitRowReason = keyof typeof unitRowReasons;

/** A row that keeps the file out. `row` counts the header as 1. */
export type RowRefusal = { row: number; column: string; reason: UnitRowReason };
