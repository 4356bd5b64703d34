import { accept, type Day, isDay, type Outcome, type PartialDate, parsePartialDate, refuse } from "@dinhdanh/kernel/contract";

/** What the QR on the front of a card says. */
export type QrCard = {
  number: string;
  /** nine digits; null when there never was one */
  oldNumber: string | null;
  fullName: string;
  birthDate: PartialDate;
  sex: "male" | "female";
  residence: string;
  issuedOn: Day;
};

/** What was tolerated. */
export type QrNote = "nul-bytes" | "extra-fields";
export type QrReading = { card: QrCard; notes: QrNote[]; extra: string[] };

export const qrRefusals = {
  "qr-empty": { vi: "Mã QR không có nội dung", en: "The QR holds nothing" },
  "qr-too-long": { vi: "Nội dung dài hơn một mã QR có thể chứa", en: "The text is longer than a QR can hold" },
  "qr-not-utf8": { vi: "Nội dung không phải UTF-8", en: "The content is not UTF-8" },
  "qr-control-characters": { vi: "Có ký tự điều khiển hoặc đổi hướng chữ", en: "There are control or direction characters" },
  "qr-too-few-fields": { vi: "Không đủ 7 trường ngăn bởi dấu |", en: "There are fewer than 7 fields separated by |" },
  "qr-number": { vi: "Số định danh phải có 12 chữ số", en: "The number must have 12 digits" },
  "qr-old-number": { vi: "Số CMND phải trống hoặc có 9 chữ số", en: "The old number must be empty or have 9 digits" },
  "qr-name": { vi: "Họ tên trống hoặc có ký tự lạ", en: "The name is empty or has odd characters" },
  "qr-birth-date": { vi: "Ngày sinh không đọc được (ddMMyyyy)", en: "The birth date cannot be read (ddMMyyyy)" },
  "qr-sex": { vi: "Giới tính phải là Nam hoặc Nữ", en: "The sex must be Nam or Nữ" },
  "qr-residence": { vi: "Nơi cư trú quá dài", en: "The residence is too long" },
  "qr-issued-on": { vi: "Ngày cấp không đọc được (ddMMyyyy)", en: "The day of issue cannot be read (ddMMyyyy)" },
} as const;
export type QrRefusal = keyof typeof qrRefusals;

/** A QR of version 40 holds 2,953 bytes (ISO/IEC 18004, table 7). */
const mostBytes = 2953;
/** A name in NFC without white space around it. */
export const namePattern = /^\p{L}[\p{L}\p{M}' .’-]{0,299}$/u;
const forbidden = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * Reads what a scanner delivers: seven fields, `number|old number|name|ddMMyyyy|Nam or Nữ|residence|ddMMyyyy`. NUL bytes and fields beyond
 * the seventh, which later cards carry, are tolerated and reported; white space around the whole is a scanner's and is dropped.
 */
export function parseQr(input: string | Uint8Array): Outcome<QrReading, QrRefusal> {
  if (typeof input !== "string" && input.length > 2 * mostBytes) return refuse("qr-too-long");
  const decoded = typeof input === "string" ? input : decode(input);
  if (decoded === undefined) return refuse("qr-not-utf8");
  if (decoded.length > 2 * mostBytes) return refuse("qr-too-long");
  const text = decoded
    .replaceAll("\0", "")
    .replace(/^\u{feff}/u, "")
    .trim()
    .normalize("NFC");
  if (text === "") return refuse("qr-empty");
  if (new TextEncoder().encode(text).length > mostBytes) return refuse("qr-too-long");
  if (forbidden.test(text)) return refuse("qr-control-characters");
  const fields = text.split("|");
  if (fields.length < 7) return refuse("qr-too-few-fields", { fields: fields.length });
  const read = readFields(fields.map((field) => field.trim()));
  if (!read.ok) return read;
  const extra = fields.slice(7);
  const notes: QrNote[] = [
    ...(decoded.includes("\0") ? (["nul-bytes"] as const) : []),
    ...(extra.length > 0 ? (["extra-fields"] as const) : []),
  ];
  return accept({ card: read.value, notes, extra });
}

function readFields(fields: string[]): Outcome<QrCard, QrRefusal> {
  const [number = "", oldNumber = "", fullName = "", born = "", sex = "", residence = "", issued = ""] = fields;
  if (!/^\d{12}$/.test(number)) return refuse("qr-number");
  if (!/^(\d{9})?$/.test(oldNumber)) return refuse("qr-old-number");
  if (!namePattern.test(fullName)) return refuse("qr-name");
  const birthDate = readDate(born);
  if (birthDate === undefined) return refuse("qr-birth-date");
  if (sex !== "Nam" && sex !== "Nữ") return refuse("qr-sex");
  if (residence.length > 500) return refuse("qr-residence");
  const issuedOn = readDate(issued);
  if (issuedOn === undefined || !isDay(issuedOn)) return refuse("qr-issued-on");
  const card = {
    number,
    oldNumber: oldNumber === "" ? null : oldNumber,
    fullName,
    birthDate,
    sex: sex === "Nam" ? "male" : "female",
    residence,
    issuedOn,
  } as const;
  return accept(card);
}

/** The text of the QR, in NFC. @throws when a field would break the format */
export function writeQr(card: QrCard): string {
  const text = joinQr(card)
    .split("|")
    .map((field) => field.trim())
    .join("|")
    .normalize("NFC");
  const back = parseQr(text);
  if (!back.ok || back.value.notes.length > 0) throw new Error("a field does not fit the QR");
  return text;
}

/** {@link writeQr} for fields that were checked, trimmed and in NFC: reading the text back costs as much as a third of a signature. */
export function joinQr({ number, oldNumber, fullName, birthDate, sex, residence, issuedOn }: QrCard): string {
  const [born, issued] = [dayFirst(birthDate, ""), dayFirst(issuedOn, "")];
  return `${number}|${oldNumber ?? ""}|${fullName}|${born}|${sex === "male" ? "Nam" : "Nữ"}|${residence}|${issued}`;
}

/** `1990-03-15` → `15/03/1990` by `/`; as much as is known. */
export function dayFirst(date: string, by: string): string {
  const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8)];
  if (day !== "") return day + by + month + by + year;
  return month === "" ? year : month + by + year;
}

/** `ddMMyyyy`, and what a birth that is known less precisely leaves: `MMyyyy`, `yyyy`. */
function readDate(text: string): PartialDate | undefined {
  if (!/^(\d{4}|\d{6}|\d{8})$/.test(text)) return undefined;
  const iso = [text.slice(-4), text.slice(-6, -4), text.slice(-8, -6)].filter((part) => part !== "").join("-");
  const parsed = parsePartialDate(iso);
  return parsed.kind === "date" ? parsed.date : undefined;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
