import { isoDaySchema, type Text, unitCodeSchema, uuidSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { birthProvinceSchema, pinSchema } from "../numbers/contract.ts";

/** What an event asks for, and how a form asks it. */
export type FactInput = "pin" | "unit" | "text" | "household" | "pins" | "relation" | "destination";
export type FactSpec = { name: string; input: FactInput; required: boolean; text: Text };

/** What must hold on the day of an event; the code of the refusal when it does not. */
export const conditions = {
  alive: "deceased",
  unmarried: "already-married",
  married: "not-married",
  "under-18": "not-a-child",
  "not-missing": "already-missing",
  missing: "not-missing",
  citizen: "not-a-citizen",
  "not-citizen": "still-a-citizen",
  away: "not-away",
} as const;
export type Condition = keyof typeof conditions;

type EventRow = {
  /** act about the person, and about others whom it changes, too */
  act: string;
  also?: string;
  text: Text;
  /** where it is written */
  law: string;
  facts: readonly FactSpec[];
  conditions: readonly Condition[];
};

const spouse: FactSpec = {
  name: "spousePin",
  input: "pin",
  required: true,
  text: { vi: "Số định danh vợ hoặc chồng", en: "Number of the husband or wife" },
};
const father: FactSpec = { name: "fatherPin", input: "pin", required: false, text: { vi: "Số định danh cha", en: "Father's number" } };
const mother: FactSpec = { name: "motherPin", input: "pin", required: false, text: { vi: "Số định danh mẹ", en: "Mother's number" } };
const address: FactSpec = { name: "address", input: "text", required: false, text: { vi: "Địa chỉ", en: "Address" } };
const household = (required: boolean): FactSpec => ({
  name: "householdId",
  input: "household",
  required,
  text: { vi: "Mã hộ", en: "Household" },
});
const relation: FactSpec = {
  name: "relation",
  input: "relation",
  required: false,
  text: { vi: "Quan hệ với chủ hộ", en: "Relation to the head" },
};
const unit = (name: string, text: Text): FactSpec => ({ name, input: "unit", required: true, text });

/**
 * Everything that may befall a person after birth: what it asks, what must hold, which act it leaves. One table for the form, the server, the
 * command line and the test that walks it. A birth makes a person and has a request of its own.
 */
export const vitalEvents = {
  death: {
    ...{ act: "person.died", also: "person.widowed", text: { vi: "Chết", en: "Death" }, law: "Luật Hộ tịch 2014, điều 32" },
    ...{ facts: [], conditions: ["alive"] },
  },
  marriage: {
    ...{
      act: "person.married",
      also: "person.married",
      text: { vi: "Kết hôn", en: "Marriage" },
      law: "Luật Hôn nhân và gia đình 2014, điều 8",
    },
    ...{ facts: [spouse], conditions: ["alive", "unmarried"] },
  },
  divorce: {
    ...{
      act: "person.divorced",
      also: "person.divorced",
      text: { vi: "Ly hôn", en: "Divorce" },
      law: "Luật Hôn nhân và gia đình 2014, điều 57",
    },
    ...{ facts: [], conditions: ["alive", "married"] },
  },
  adoption: {
    ...{ act: "person.adopted", text: { vi: "Nuôi con nuôi", en: "Adoption" }, law: "Luật Nuôi con nuôi 2010, điều 8, 14" },
    ...{ facts: [father, mother], conditions: ["alive", "under-18"] },
  },
  rename: {
    ...{ act: "person.renamed", text: { vi: "Thay đổi họ tên", en: "Change of name" }, law: "Bộ luật Dân sự 2015, điều 27, 28" },
    facts: [{ name: "fullName", input: "text", required: true, text: { vi: "Họ và tên mới", en: "New full name" } }],
    conditions: ["alive"],
  },
  missing: {
    ...{ act: "person.missing", text: { vi: "Bị tuyên bố mất tích", en: "Declared missing" }, law: "Bộ luật Dân sự 2015, điều 68" },
    ...{ facts: [], conditions: ["alive", "not-missing"] },
  },
  found: {
    ...{ act: "person.found", text: { vi: "Trở về sau mất tích", en: "Found" }, law: "Bộ luật Dân sự 2015, điều 70" },
    ...{ facts: [], conditions: ["alive", "missing"] },
  },
  move: {
    ...{
      act: "person.moved",
      text: { vi: "Chuyển nơi thường trú", en: "Move of permanent residence" },
      law: "Luật Cư trú 2020, điều 20-22",
    },
    facts: [unit("toUnit", { vi: "Mã xã đến", en: "Commune moved to" }), address, household(false), relation],
    conditions: ["alive"],
  },
  "temporary-residence": {
    ...{ act: "person.temporarily-resident", text: { vi: "Đăng ký tạm trú", en: "Temporary residence" }, law: "Luật Cư trú 2020, điều 27" },
    ...{ facts: [unit("currentUnit", { vi: "Mã xã tạm trú", en: "Commune of temporary residence" })], conditions: ["alive"] },
  },
  absence: {
    ...{ act: "person.absent", text: { vi: "Khai báo tạm vắng", en: "Absence" }, law: "Luật Cư trú 2020, điều 31" },
    facts: [{ name: "destination", input: "destination", required: true, text: { vi: "Nơi đến", en: "Where to" } }],
    conditions: ["alive"],
  },
  return: {
    ...{ act: "person.returned", text: { vi: "Trở về nơi thường trú", en: "Return" }, law: "Luật Cư trú 2020, điều 29, 31" },
    ...{ facts: [], conditions: ["alive", "away"] },
  },
  "household-split": {
    ...{
      act: "person.household-split",
      also: "person.household-split",
      text: { vi: "Tách hộ", en: "Split of a household" },
      law: "Luật Cư trú 2020, điều 25",
    },
    facts: [
      household(true),
      { name: "members", input: "pins", required: false, text: { vi: "Số định danh người đi cùng", en: "Numbers of who comes along" } },
    ],
    conditions: ["alive"],
  },
  "household-join": {
    ...{ act: "person.household-joined", text: { vi: "Nhập hộ", en: "Join a household" }, law: "Luật Cư trú 2020, điều 20" },
    ...{ facts: [household(true), { ...relation, required: true }], conditions: ["alive"] },
  },
  "nationality-renounced": {
    ...{
      act: "person.nationality-renounced",
      text: { vi: "Thôi quốc tịch Việt Nam", en: "Nationality renounced" },
      law: "Luật Quốc tịch 2008, điều 27",
    },
    facts: [
      { name: "nationality", input: "text", required: true, text: { vi: "Quốc tịch mới (3 chữ cái)", en: "New nationality (3 letters)" } },
    ],
    conditions: ["alive", "citizen"],
  },
  "nationality-regained": {
    ...{
      act: "person.nationality-regained",
      text: { vi: "Trở lại quốc tịch Việt Nam", en: "Nationality regained" },
      law: "Luật Quốc tịch 2008, điều 23",
    },
    ...{ facts: [], conditions: ["alive", "not-citizen"] },
  },
  contact: {
    ...{ act: "person.contact-changed", text: { vi: "Thay đổi liên hệ", en: "Change of contact" }, law: "Luật Căn cước 2023, điều 9" },
    facts: [{ name: "phone", input: "text", required: true, text: { vi: "Điện thoại", en: "Telephone" } }],
    conditions: ["alive"],
  },
} as const satisfies Record<string, EventRow>;
export type VitalEvent = keyof typeof vitalEvents;
export const vitalEventKeys = Object.keys(vitalEvents) as [VitalEvent, ...VitalEvent[]];
export const eventRow = (event: VitalEvent): EventRow => vitalEvents[event];

/** Acts whose payload says `changes`, attribute → value, valid from when the act happened (`since` names another time). */
export const lifeActKinds = [
  ...new Set(vitalEventKeys.map((event) => vitalEvents[event].act).filter((act) => act !== "person.died" && act !== "person.moved")),
  ...["person.widowed", "person.number-assigned", "person.amended", "person.renumbered", "person.number-restored"],
] as readonly string[];

const text = (most: number) => z.string().trim().min(1).max(most);
export const evidenceSchema = text(300);
/** Values as a form gives them; what an event does not ask for is refused. */
export const eventFactsSchema = z.strictObject({
  spousePin: pinSchema.optional(),
  fatherPin: pinSchema.optional(),
  motherPin: pinSchema.optional(),
  fullName: text(100).optional(),
  toUnit: unitCodeSchema.optional(),
  currentUnit: unitCodeSchema.optional(),
  address: text(300).optional(),
  householdId: text(40).optional(),
  relation: z.enum(["head", "spouse", "child", "parent", "grandchild", "sibling", "other"]).optional(),
  members: z.array(pinSchema).max(30).optional(),
  destination: z.enum(["away-in-country", "abroad", "serving-sentence"]).optional(),
  nationality: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  phone: text(20).optional(),
});
export type EventFacts = z.infer<typeof eventFactsSchema>;

/** `actId` is made by who asks: the same again changes nothing. `on` is the day from which it holds. */
export const eventRequestSchema = z.strictObject({
  actId: uuidSchema,
  event: z.enum(vitalEventKeys),
  on: isoDaySchema,
  evidence: evidenceSchema,
  facts: eventFactsSchema,
});
export type EventRequest = z.infer<typeof eventRequestSchema>;

/** The newborn's id is made by who asks. Without `pin` a number is given; what was given without a connection is of the reserve of a `device`. */
export const birthRequestSchema = z.strictObject({
  personId: uuidSchema,
  fullName: text(100),
  birthDate: isoDaySchema,
  sex: z.enum(["male", "female"]),
  province: birthProvinceSchema,
  permanentUnit: unitCodeSchema,
  motherPin: pinSchema.optional(),
  fatherPin: pinSchema.optional(),
  address: text(300).optional(),
  householdId: text(40).optional(),
  ethnicity: text(60).optional(),
  origin: text(300).optional(),
  pin: pinSchema.optional(),
  device: text(40).optional(),
  evidence: evidenceSchema,
  /** why it is somebody else, although the register holds who may be this child: without it the birth is refused as `may-be-known` */
  despite: text(300).optional(),
});
export type BirthRequest = z.infer<typeof birthRequestSchema>;

/** `follows`: what the holder of a card must do next. */
export const recordedSchema = z.object({
  personId: uuidSchema,
  actIds: z.array(uuidSchema),
  pin: z.string().nullable(),
  newCard: z.boolean(),
});
export type Recorded = z.infer<typeof recordedSchema>;

/** Every refusal of events and corrections: what is wrong, and what to do next. */
export const lifeRefusals = {
  deceased: {
    vi: "Người này đã chết trước ngày đó: kiểm tra ngày, hoặc đề nghị cải chính ngày chết",
    en: "The person was dead on that day: check the day, or propose a correction of the death",
  },
  "before-birth": { vi: "Ngày này trước ngày sinh: kiểm tra ngày", en: "The day lies before the birth: check the day" },
  "day-in-future": { vi: "Ngày này ở tương lai: ghi khi việc đã xảy ra", en: "The day lies in the future: record it once it has happened" },
  "fact-missing": {
    vi: "Thiếu thông tin của sự kiện: điền đủ rồi gửi lại",
    en: "A fact of the event is missing: fill it in and send again",
  },
  "fact-unexpected": {
    vi: "Có thông tin mà sự kiện này không dùng: bỏ đi",
    en: "A fact was given that this event does not use: leave it out",
  },
  "act-differs": { vi: "Mã việc này đã dùng cho việc khác: tạo mã mới", en: "This act id was used for something else: make a new one" },
  "record-merged": {
    vi: "Bản ghi này đã gộp vào một bản ghi khác: ghi vào bản ghi còn đứng tên",
    en: "This record was merged into another: record it with the one that stands",
  },
  "relative-unknown": {
    vi: "Không có người mang số định danh này trong sổ: kiểm tra số",
    en: "Nobody in the register bears this number: check it",
  },
  "relative-is-self": { vi: "Không thể khai chính người này: kiểm tra số", en: "The person themselves cannot be named: check the number" },
  "relative-deceased": {
    vi: "Người được khai đã chết vào ngày đó: kiểm tra số và ngày",
    en: "The person named was dead on that day: check number and day",
  },
  "already-married": {
    vi: "Một trong hai người đang có vợ hoặc chồng: ghi ly hôn hoặc chết trước",
    en: "One of them is married: record the divorce or the death first",
  },
  "not-married": {
    vi: "Người này không có vợ, chồng vào ngày đó: kiểm tra ngày",
    en: "The person was not married on that day: check the day",
  },
  "too-young-to-marry": {
    vi: "Chưa đủ tuổi kết hôn (nam 20, nữ 18): kiểm tra ngày sinh và ngày kết hôn",
    en: "Too young to marry (men 20, women 18): check birth and day",
  },
  "same-sex": {
    vi: "Pháp luật không thừa nhận hôn nhân cùng giới tính: kiểm tra giới tính",
    en: "The law does not recognise a marriage of one sex: check the sex",
  },
  "close-kin": {
    vi: "Hai người là cha mẹ và con hoặc anh chị em: không được kết hôn",
    en: "They are parent and child or siblings: they may not marry",
  },
  "not-a-child": {
    vi: "Người được nhận nuôi đã đủ 18 tuổi: kiểm tra ngày sinh",
    en: "The person adopted is 18 or older: check the birth date",
  },
  "parent-missing": { vi: "Cần ít nhất cha hoặc mẹ: nhập số định danh", en: "A father or a mother is needed: enter a number" },
  "parent-cycle": {
    vi: "Cha hoặc mẹ là con cháu của chính người này: kiểm tra số định danh",
    en: "A parent would descend from the person: check the number",
  },
  "parent-too-young": {
    vi: "Cha hoặc mẹ trẻ hơn hoặc không đủ tuổi so với con: kiểm tra ngày sinh và số",
    en: "A parent is younger than the child or not old enough: check birth dates and number",
  },
  "parent-sex": {
    vi: "Giới tính của cha hoặc mẹ không đúng: kiểm tra số",
    en: "The sex of the father or mother does not fit: check the number",
  },
  "mother-deceased": {
    vi: "Người mẹ chết trước khi con sinh: kiểm tra số và ngày",
    en: "The mother died before the birth: check number and day",
  },
  "already-missing": {
    vi: "Người này đang bị tuyên bố mất tích: ghi trở về trước",
    en: "The person is declared missing already: record that they were found first",
  },
  "not-missing": {
    vi: "Người này không bị tuyên bố mất tích: không có gì để ghi",
    en: "The person is not declared missing: there is nothing to record",
  },
  "not-a-citizen": {
    vi: "Người này không có quốc tịch Việt Nam vào ngày đó: kiểm tra ngày",
    en: "The person was no citizen on that day: check the day",
  },
  "still-a-citizen": {
    vi: "Người này đang có quốc tịch Việt Nam: không có gì để ghi",
    en: "The person is a citizen: there is nothing to record",
  },
  "not-away": { vi: "Người này không đi vắng: không có gì để ghi", en: "The person is not away: there is nothing to record" },
  "same-unit": { vi: "Nơi đến trùng nơi đang đăng ký: kiểm tra mã xã", en: "The person is registered there already: check the commune" },
  "unknown-unit": { vi: "Không có xã mang mã này vào ngày đó: kiểm tra mã", en: "No commune bears this code on that day: check the code" },
  "in-household": { vi: "Người này đã ở hộ này: kiểm tra mã hộ", en: "The person is in this household already: check it" },
  "household-taken": {
    vi: "Mã hộ mới đã có người khác: chọn mã khác hoặc ghi nhập hộ",
    en: "Others live in the new household: choose another, or record a join",
  },
  "household-unknown": {
    vi: "Không có hộ này ở xã của người này: kiểm tra mã hộ",
    en: "The person's commune has no such household: check it",
  },
  "head-leaves": {
    vi: "Chủ hộ còn người khác trong hộ: đổi chủ hộ hoặc đưa cả hộ đi cùng trước",
    en: "The head would leave others behind: name another head or take all along first",
  },
  "member-elsewhere": {
    vi: "Có người đi cùng không ở hộ này: kiểm tra số",
    en: "Somebody named is not of the household: check the numbers",
  },
  "head-taken": { vi: "Hộ này đã có chủ hộ: chọn quan hệ khác", en: "The household has a head: choose another relation" },
  "person-exists": {
    vi: "Mã người này đã có trong sổ với dữ liệu khác: tạo mã mới",
    en: "The register holds this person id with other data: make a new one",
  },
  "may-be-known": {
    vi: "Trong sổ đã có người có thể là cháu bé này: xem các bản ghi đó; nếu là người khác, ghi lý do rồi đăng ký",
    en: "The register holds somebody who may be this child: look at those records; if it is somebody else, state why and register",
  },
  "number-not-held": {
    vi: "Số này không thuộc dãy dự trữ của thiết bị này, hoặc không hợp ngày sinh và giới tính: bỏ trống để hệ thống cấp",
    en: "The number is of no reserve of this device, or does not fit birth and sex: leave it out to be given one",
  },
  "born-before-numbers": {
    vi: "Số định danh chỉ có cho người sinh từ năm 1900: kiểm tra ngày sinh",
    en: "Only those born from 1900 on have a number: check the birth date",
  },
  "number-borne": {
    vi: "Số này đã thuộc về người khác: dùng số khác của dãy dự trữ",
    en: "Somebody bears this number: use another of the reserve",
  },
  "correction-empty": { vi: "Đề nghị không thay đổi gì: nhập giá trị mới", en: "The proposal changes nothing: enter a new value" },
  "value-stale": {
    vi: "Dữ liệu đã thay đổi từ khi lập đề nghị: xem lại rồi lập đề nghị mới",
    en: "The data have changed since the proposal: look again and propose anew",
  },
  "value-malformed": { vi: "Giá trị mới không đúng dạng: kiểm tra lại", en: "The new value does not have the right form: check it" },
  "changes-by-event": {
    vi: "Mục này thay đổi theo sự kiện: ghi sự kiện ở trang công dân, hoặc dùng DC02 nếu sổ ghi sai",
    en: "This changes by an event: record it on the person's page, or choose DC02 if the register is wrong",
  },
  "since-too-early": {
    vi: "Sổ có dữ liệu từ ngày muộn hơn (hoặc ngày này trước ngày sinh): chọn ngày khác, hoặc dùng DC02 nếu dữ liệu sai",
    en: "The register holds a value from a later day (or the day lies before the birth): choose another day, or DC02 if the value is wrong",
  },
  "since-missing": { vi: "DC01 cần ngày thay đổi: nhập ngày", en: "DC01 needs the day of the change: enter it" },
  "correction-not-found": { vi: "Không có đề nghị này: tải lại danh sách", en: "There is no such proposal: load the list again" },
  "correction-decided": { vi: "Đề nghị này đã được quyết định: tải lại danh sách", en: "The proposal was decided: load the list again" },
  "reason-missing": { vi: "Từ chối cần lý do: nhập lý do", en: "A refusal needs a reason: enter it" },
  "four-eyes": {
    vi: "Người đề nghị không được tự duyệt: để người khác duyệt",
    en: "Who proposed may not decide: leave it to somebody else",
  },
} as const satisfies Record<string, Text>;
export type LifeRefusal = keyof typeof lifeRefusals;
