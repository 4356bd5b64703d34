import { eligibilityOf } from "@dinhdanh/dossiers/contract";
import { accept, isDay, type Day, type Outcome, type PartialDate, parsePartialDate, refuse } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { expiryOf } from "./expiry-rules.ts";
import { dayFirst, joinQr, namePattern } from "./qr-rules.ts";

/** What goes on a card and into its chip, without the portrait. */
export type CardData = {
  serial: string;
  pin: string;
  oldPin: string | null;
  fullName: string;
  birthDate: PartialDate;
  sex: "male" | "female";
  nationality: string;
  ethnicity: string | null;
  religion: string | null;
  origin: string;
  residence: string;
  features: string;
  issuedOn: Day;
  /** null: does not expire */
  expiresOn: Day | null;
  father: string | null;
  mother: string | null;
};

const shortText = (most: number) => z.string().max(most);
const optional = shortText(200).nullish();
const longer = shortText(300).nullish();

/** A line of `cards.ndjson` (docs/file-formats.md). Keys that are not known are refused. */
export const cardLineSchema = z.strictObject({
  serial: z.string(),
  pin: z.string(),
  oldPin: shortText(20).nullish(),
  /** far beyond the MRZ, which truncates it; DG13 and the QR hold it whole */
  fullName: shortText(300),
  birthDate: shortText(10),
  sex: shortText(10),
  nationality: shortText(60).nullish(),
  ...{ ethnicity: optional, religion: optional },
  ...{ origin: longer, residence: longer, features: longer },
  issuedOn: shortText(10),
  ...{ father: optional, mother: optional },
  /** only of a child under 6 there is none */
  portrait: z.string().min(1).max(4096).nullish(),
});
export type CardLine = z.infer<typeof cardLineSchema>;

export const cardDataRefusals = {
  "line-malformed": { vi: "Dòng không phải một đối tượng JSON đúng định dạng", en: "The line is not one JSON object of the format" },
  "serial-unsafe": { vi: "Số sê-ri chỉ gồm 1 đến 40 chữ cái, chữ số, gạch nối", en: "A serial is 1 to 40 letters, digits or hyphens" },
  "serial-twice": {
    vi: "Đã có thẻ mang số sê-ri này với dữ liệu khác, trong tệp hoặc trong thư mục đích",
    en: "A card of this serial with other data is there already, from this file or in the folder",
  },
  "pin-malformed": { vi: "Số định danh phải có 12 chữ số", en: "The number must have 12 digits" },
  "old-pin-malformed": { vi: "Số CMND phải có 9 chữ số", en: "The old number must have 9 digits" },
  "name-malformed": { vi: "Họ tên trống hoặc có ký tự lạ", en: "The name is empty or has odd characters" },
  "birth-date-malformed": { vi: "Ngày sinh không có thật", en: "The birth date does not exist" },
  "sex-malformed": { vi: "Giới tính phải là Nam hoặc Nữ", en: "The sex must be male or female" },
  "issued-on-malformed": { vi: "Ngày cấp không có thật", en: "The day of issue does not exist" },
  "issued-before-birth": { vi: "Ngày cấp trước ngày sinh", en: "The day of issue lies before the birth" },
  "text-malformed": { vi: "Có ký tự điều khiển hoặc dấu | trong dữ liệu", en: "A field has control characters or a |" },
  "character-outside-table": { vi: "Họ tên có chữ không chuyển được sang MRZ", en: "The name has a letter that the MRZ cannot hold" },
  "digit-in-name": { vi: "Họ tên có chữ số", en: "The name has a digit" },
  "no-letters": { vi: "Họ tên không có chữ cái", en: "The name has no letters" },
} as const;
export type CardDataRefusal = keyof typeof cardDataRefusals;

/** `m` and `f` as in an MRZ. */
const sexes: Record<string, "male" | "female"> = { male: "male", female: "female", nam: "male", nữ: "female", m: "male", f: "female" };
const broken = /[|\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const own = (value: string | null | undefined): string | null => {
  const text = value?.trim().normalize("NFC") ?? "";
  return text === "" ? null : text;
};

/** Checks a line and works out the rest. Texts become NFC; dates may be `dd/mm/yyyy`. */
export function readCardLine(line: CardLine): Outcome<CardData, CardDataRefusal> {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(line.serial)) return refuse("serial-unsafe");
  if (!/^\d{12}$/.test(line.pin)) return refuse("pin-malformed");
  const oldPin = own(line.oldPin);
  if (oldPin !== null && !/^\d{9}$/.test(oldPin)) return refuse("old-pin-malformed");
  const birth = parsePartialDate(line.birthDate.trim());
  if (birth.kind !== "date") return refuse("birth-date-malformed");
  const sex = sexes[line.sex.trim().normalize("NFC").toLowerCase()];
  if (sex === undefined) return refuse("sex-malformed");
  const issuedOn = wholeDay(line.issuedOn);
  if (issuedOn === undefined) return refuse("issued-on-malformed");
  if (issuedOn.slice(0, birth.date.length) < birth.date) return refuse("issued-before-birth");
  const texts = readTexts(line);
  if (Object.values(texts).some((value) => value !== null && broken.test(value))) return refuse("text-malformed");
  const fullName = own(line.fullName) ?? "";
  // the QR's reader knows what a name is: a card that it would not read must not be made
  if (!namePattern.test(fullName)) return refuse("name-malformed");
  const known = { serial: line.serial, pin: line.pin, oldPin, fullName, birthDate: birth.date, sex };
  return accept({ ...known, ...texts, issuedOn, expiresOn: expiryOf(birth.date, issuedOn) });
}

const readTexts = (line: CardLine) => ({
  nationality: own(line.nationality) ?? "Việt Nam",
  ...{ ethnicity: own(line.ethnicity), religion: own(line.religion), origin: own(line.origin) ?? "", residence: own(line.residence) ?? "" },
  ...{ features: own(line.features) ?? "", father: own(line.father), mother: own(line.mother) },
});

function wholeDay(text: string): Day | undefined {
  const parsed = parsePartialDate(text.trim());
  if (parsed.kind !== "date") return undefined;
  const day: string = parsed.date;
  return isDay(day) ? day : undefined;
}

/** Law on Identification 2023, art. 23: no portrait and no prints of a child under 6. Before that law no child had a card. */
export function hasNoBiometrics({ birthDate, issuedOn }: Pick<CardData, "birthDate" | "issuedOn">): boolean {
  const answer = eligibilityOf({ birthDate, diedOn: null }, issuedOn);
  return answer.eligible && !answer.biometrics;
}

export const qrOf = (data: CardData): string =>
  joinQr({
    number: data.pin,
    oldNumber: data.oldPin,
    fullName: data.fullName,
    birthDate: data.birthDate,
    sex: data.sex,
    residence: data.residence,
    issuedOn: data.issuedOn,
  });

/** `1990-03-15` → `15/03/1990`; as much as is known. */
export const shownDate = (date: string): string => dayFirst(date, "/");

export type PrintedData = {
  serial: string;
  front: Record<"number" | "fullName" | "birthDate" | "sex" | "nationality" | "origin" | "residence" | "expiry" | "qr", string>;
  back: { features: string; issuedOn: string; signatory: string; mrz: readonly string[] };
};

/** Who signs for the authority that issues; printed as text. */
const signatory = "Cục trưởng Cục Cảnh sát quản lý hành chính về trật tự xã hội";

/** All that is printed, in Vietnamese, field by field (rules of the card, Circular 06/2021/TT-BCA art. 3). Layout and artwork are the printer's. */
export const printedData = (data: CardData, mrz: readonly string[], qr = qrOf(data)): PrintedData => ({
  serial: data.serial,
  front: {
    number: data.pin,
    fullName: data.fullName.toUpperCase(),
    birthDate: shownDate(data.birthDate),
    sex: data.sex === "male" ? "Nam" : "Nữ",
    nationality: data.nationality,
    origin: data.origin,
    residence: data.residence,
    expiry: data.expiresOn === null ? "Không thời hạn" : shownDate(data.expiresOn),
    qr,
  },
  back: { features: data.features, issuedOn: shownDate(data.issuedOn), signatory, mrz },
});
