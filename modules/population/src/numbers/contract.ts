import { type Text, unitCodeSchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import type { Sex } from "../facts.ts";
import { firstBirthYear } from "./bucket-rules.ts";
import { sexOfNumber, yearOfNumber } from "../quality/read-facts.ts";

/** Three digits: `0` and a province's statistical code, or from 100 on a birth registered abroad (Decree 137/2015 art. 13). */
export const birthProvinceSchema = z.string().regex(/^\d{3}$/, { message: "must have three digits, 035 for Hà Nam" });
export const pinSchema = z.string().regex(/^\d{12}$/, { message: "must have twelve digits" });
/** A whole bucket. */
export const mostNumbersAtOnce = 1_000_000;

/** Numbers of one bucket. `requestId` is made by who asks: the same again answers the same numbers. */
export const numbersRequestSchema = z.strictObject({
  requestId: uuidSchema,
  province: birthProvinceSchema,
  sex: z.enum(["male", "female"]),
  birthYear: z.int().min(firstBirthYear).max(2399),
  count: z.int().min(1).max(mostNumbersAtOnce),
});
export type NumbersRequest = z.infer<typeof numbersRequestSchema>;
export const allocatedSchema = z.object({ numbers: z.array(z.string()), free: z.int() });
export type Allocated = z.infer<typeof allocatedSchema>;

/** `device`: the code that its acts carry. */
export const reserveRequestSchema = numbersRequestSchema.extend({ device: z.string().trim().min(1).max(40) });
export type ReserveRequest = z.infer<typeof reserveRequestSchema>;
export const reserveViewSchema = z.object({
  reserveId: uuidSchema,
  bucket: z.string(),
  device: z.string(),
  officer: z.string(),
  reservedAt: z.string(),
  returnedAt: z.string().nullable(),
  /** numbers that the device still holds or has used */
  count: z.int(),
  /** of these, how many people bear */
  used: z.int(),
});
export type ReserveView = z.infer<typeof reserveViewSchema>;

/** Without `numbers`: all that nobody bears. */
export const returnRequestSchema = z.strictObject({
  requestId: uuidSchema,
  reserveId: uuidSchema,
  numbers: z.array(pinSchema).max(mostNumbersAtOnce).optional(),
});
export type ReturnRequest = z.infer<typeof returnRequestSchema>;
export const returnedSchema = z.object({ returned: z.int(), used: z.int(), held: z.int() });
export type Returned = z.infer<typeof returnedSchema>;

/** People without a number, of a unit. The number's province is that of their residence unless one is given. */
export const assignRequestSchema = z.strictObject({ unit: unitCodeSchema, province: birthProvinceSchema.optional() });
export type AssignRequest = z.infer<typeof assignRequestSchema>;

/** Why a person without a number gets none yet. */
export const unassignable = {
  "sex-unknown": { vi: "Chưa rõ giới tính", en: "The sex is unknown" },
  "no-birth-date": { vi: "Chưa có năm sinh", en: "There is no year of birth" },
  "birth-year": { vi: "Năm sinh không hợp lệ", en: "The year of birth cannot be" },
  "no-province": { vi: "Chưa rõ tỉnh đăng ký khai sinh", en: "The province of the birth's registration is not known" },
  deceased: { vi: "Đã chết", en: "Deceased" },
} as const satisfies Record<string, Text>;
export type Unassignable = keyof typeof unassignable;
export const assignmentSchema = z.object({
  unit: z.string(),
  people: z.int(),
  assignable: z.int(),
  assigned: z.int(),
  buckets: z.array(z.object({ bucket: z.string(), people: z.int() })),
  /** by commune, as people's records name it: each can be assigned to alone */
  units: z.array(z.object({ unit: z.string(), name: z.string(), people: z.int(), assignable: z.int() })),
  left: z.array(z.object({ reason: z.enum(Object.keys(unassignable) as [Unassignable, ...Unassignable[]]), people: z.int() })),
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** How full the buckets of a province are. */
export const bucketQuerySchema = z.strictObject({ province: birthProvinceSchema });
const bucketSchema = z.object({
  bucket: z.string(),
  /** given, set apart, taken up or borne; of {@link bucketSize} */
  taken: z.int(),
  borne: z.int(),
  /** when numbers were first given from it; null: people bear numbers of it that others assigned */
  openedAt: z.string().nullable(),
});
export const bucketsSchema = z.object({
  province: birthProvinceSchema,
  /** every province that births can have been registered in, as numbers name it */
  provinces: z.array(z.object({ code: z.string(), name: z.string() })),
  buckets: z.array(bucketSchema),
  /** opened buckets of any province of which nine tenths and more are taken, the fullest first */
  scarce: z.array(z.object({ bucket: z.string(), taken: z.int() })),
});
export type Buckets = z.infer<typeof bucketsSchema>;

/** Sex and year of birth that the first six digits of a number name. */
export const readBucket = (bucket: string): { province: string; sex: Sex; birthYear: number } => ({
  ...{ province: bucket.slice(0, 3), sex: sexOfNumber(bucket), birthYear: yearOfNumber(bucket) },
});

/** Numbers assigned before, as a list. */
export const takeUpRequestSchema = z.strictObject({ numbers: z.array(z.string().max(40)).min(1).max(mostNumbersAtOnce) });
export const takenUpSchema = z.object({ read: z.int(), takenUp: z.int() });

/** Every refusal of numbers: what is wrong, and what to do next. */
export const numberRefusals = {
  "unknown-province": {
    vi: "Không có tỉnh mang mã này: dùng 0 và mã tỉnh, hoặc từ 100 cho nơi đăng ký ở nước ngoài",
    en: "No province bears this code: use 0 and the province's code, or 100 and above for births registered abroad",
  },
  "birth-year-in-future": { vi: "Năm sinh ở tương lai: kiểm tra lại năm", en: "The year of birth lies in the future: check the year" },
  "bucket-full": {
    vi: "Không còn đủ số cho tỉnh, giới tính và năm sinh này: yêu cầu không quá số còn lại, hoặc báo trung tâm",
    en: "Too few numbers are left for this province, sex and year of birth: ask for no more than are free, or tell the centre",
  },
  "number-key-differs": {
    vi: "Máy chủ này giữ khóa cấp số khác: chép tệp number-key.hex của máy chủ đầu tiên",
    en: "This server holds another key of numbers: copy number-key.hex from the first server",
  },
  "request-differs": {
    vi: "Mã yêu cầu này đã dùng cho việc khác: tạo mã mới",
    en: "This request id was used for something else: make a new one",
  },
  "unknown-reserve": { vi: "Không có dãy số dự trữ này: kiểm tra mã", en: "There is no such reserve: check its id" },
  "number-not-reserved": {
    vi: "Có số không thuộc dãy dự trữ này, hoặc đã trả lại: kiểm tra danh sách",
    en: "A number does not belong to this reserve, or was returned before: check the list",
  },
  "number-in-use": { vi: "Có số đã cấp cho một người: bỏ số đó khỏi danh sách", en: "Somebody bears one of the numbers: leave it out" },
  "number-malformed": { vi: "Có dòng không phải số 12 chữ số: sửa dòng đó", en: "A line is not a number of 12 digits: mend that line" },
} as const satisfies Record<string, Text>;
export type NumberRefusal = keyof typeof numberRefusals;
