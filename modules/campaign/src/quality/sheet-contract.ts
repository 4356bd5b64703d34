import { isoDaySchema, type Text, unitCodeSchema, uuidSchema } from "@dinhdanh/kernel/contract";
import type { Correctable, EventFacts, Facts, ResidenceStatus, VitalEvent } from "@dinhdanh/population/contract";
import { z } from "zod";

/** Facts that a check from house to house may mend on its sheet, in the sheet's order. The rest of a person changes by a mark, or not on a sheet. */
export const sheetFields = [
  ...([
    "fullName",
    "birthDate",
    "sex",
    "address",
    "relation",
    "phone",
    "ethnicity",
    "religion",
    "origin",
    "fatherPin",
    "motherPin",
    "oldIds",
  ] as const),
] as const satisfies readonly Correctable[];
export type SheetField = (typeof sheetFields)[number];

/** Facts that another value changes by an event, on the day of the row: nobody is written into a household, they join it. */
export const sheetEvents = { householdId: "household-join", currentUnit: "temporary-residence" } as const satisfies Partial<
  Record<keyof Facts, VitalEvent>
>;
export type EventField = keyof typeof sheetEvents;
export const eventFields = Object.keys(sheetEvents) as EventField[];

type Mark = {
  text: Text;
  /** what it records, on the day of the row */
  event?: VitalEvent;
  facts?: EventFacts;
  /** what it writes of the residence */
  status?: ResidenceStatus;
};

/** What was found at the door. One table for the list in the cell, the paper, the reading and the test that walks it. */
export const sheetMarks = {
  agrees: { text: { vi: "Đã kiểm tra", en: "Checked" } },
  died: { text: { vi: "Đã chết", en: "Died" }, event: "death" },
  moved: { text: { vi: "Đã chuyển đi", en: "Moved away" }, event: "move" },
  away: { text: { vi: "Đi vắng trong nước", en: "Away in the country" }, event: "absence", facts: { destination: "away-in-country" } },
  abroad: { text: { vi: "Ở nước ngoài", en: "Abroad" }, event: "absence", facts: { destination: "abroad" } },
  sentence: { text: { vi: "Đang chấp hành án", en: "Serving a sentence" }, event: "absence", facts: { destination: "serving-sentence" } },
  returned: { text: { vi: "Đã trở về", en: "Came back" }, event: "return" },
  bedridden: { text: { vi: "Ốm đau tại nhà", en: "Bedridden" }, status: "bedridden" },
  unknown: { text: { vi: "Không ai biết ở đây", en: "Not known here" }, status: "no-contact" },
} as const satisfies Record<string, Mark>;
export type SheetMark = keyof typeof sheetMarks;
export const sheetMarkKeys = Object.keys(sheetMarks) as SheetMark[];
export const markRow = (mark: SheetMark): Mark => sheetMarks[mark];

/** Columns beside the facts; by the first two a row is known again. */
export const sheetColumns = {
  personId: { vi: "Mã người", en: "Person id" },
  drawnUp: { vi: "Lập lúc", en: "Drawn up" },
  mark: { vi: "Kết quả", en: "Result" },
  day: { vi: "Ngày", en: "On" },
  toUnit: { vi: "Mã xã đến", en: "Commune moved to" },
  evidence: { vi: "Căn cứ", en: "Papers seen" },
} as const satisfies Record<string, Text>;
export type SheetColumn = keyof typeof sheetColumns | SheetField | EventField;

/** Why a row is not taken; beside these the refusals of events and corrections (`lifeRefusals`). */
export const sheetRejections = {
  "person-unknown": { vi: "Không có người mang mã này: không sửa cột Mã người", en: "Nobody has this id: leave the column of ids alone" },
  "outside-sheet": {
    vi: "Người này không thường trú ở đơn vị của phiếu: để đơn vị quản lý sửa",
    en: "The person is not registered in the sheet's unit: leave it to the unit in charge",
  },
  "twice-in-sheet": { vi: "Người này đã có ở một dòng trên: giữ một dòng", en: "A row above is about the same person: keep one" },
  "drawn-up-malformed": {
    vi: "Mất thời điểm lập phiếu: không sửa cột Lập lúc",
    en: "When it was drawn up is lost: leave that column alone",
  },
  stale: {
    vi: "Dữ liệu đã đổi sau khi lập phiếu: xem giá trị hiện nay rồi lập phiếu mới",
    en: "The record changed since the sheet was drawn up: look at it as it is now, and draw up a new one",
  },
  "value-malformed": { vi: "Giá trị không đúng dạng: sửa ô này", en: "The value does not have the right form: mend the cell" },
  "mark-unknown": { vi: "Kết quả không có trong danh sách: chọn trong ô", en: "The result is none of the list: choose one in the cell" },
  "day-missing": { vi: "Việc này cần ngày: ghi ngày/tháng/năm", en: "This needs a day: enter day/month/year" },
  "unit-missing": {
    vi: "Chuyển đi cần mã xã đến; không rõ nơi đến thì chọn “Không ai biết ở đây”",
    en: "A move needs the code of the commune; where it is not known choose “Not known here”",
  },
  "evidence-missing": {
    vi: "Việc này cần căn cứ: ghi giấy tờ đã xem vào cột Căn cứ",
    en: "This needs evidence: enter the papers seen",
  },
  "not-permitted": {
    vi: "Chức danh này không được làm việc đó: để Công an xã làm",
    en: "Your role may not do this: leave it to the commune",
  },
} as const satisfies Record<string, Text>;
export type SheetRejection = keyof typeof sheetRejections;

export const sheetUploadSchema = z.strictObject({ unit: unitCodeSchema, asOf: isoDaySchema });
export const sheetApplySchema = sheetUploadSchema.extend({ mendId: uuidSchema, digest: z.string().regex(/^[0-9a-f]{64}$/) });

const changeSchema = z.object({ field: z.string(), before: z.string().nullable(), after: z.string() });
export const sheetRefusedSchema = z.object({
  /** as the spreadsheet numbers it */
  row: z.int(),
  fullName: z.string().nullable(),
  column: z.string().nullable(),
  reason: z.string(),
  onSheet: z.string().nullable(),
  inRegister: z.string().nullable(),
});
export type SheetRefused = z.infer<typeof sheetRefusedSchema>;
export const sheetRowSchema = z.object({
  row: z.int(),
  personId: uuidSchema,
  fullName: z.string(),
  /** written at once */
  mends: z.array(changeSchema),
  /** proposed: somebody else decides */
  proposals: z.array(changeSchema),
  /** recorded on a day; `what` is a mark, or the fact that an event changes to `to` */
  events: z.array(z.object({ what: z.string(), on: isoDaySchema, to: z.string().nullable() })),
});
export type SheetRow = z.infer<typeof sheetRowSchema>;
const countsSchema = z.object({
  rows: z.int(),
  unchanged: z.int(),
  mended: z.int(),
  proposed: z.int(),
  events: z.int(),
  refusedRows: z.int(),
});
export const sheetPreviewSchema = countsSchema.extend({
  /** of all that would be done: what is applied is what was shown */
  digest: z.string(),
  /** the first of each */
  changes: z.array(sheetRowSchema),
  refused: z.array(sheetRefusedSchema),
});
export type SheetPreview = z.infer<typeof sheetPreviewSchema>;
export const sheetResultSchema = countsSchema.extend({ refused: z.array(sheetRefusedSchema) });
export type SheetResult = z.infer<typeof sheetResultSchema>;
