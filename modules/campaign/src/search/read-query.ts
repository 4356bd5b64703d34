import { isDay } from "@dinhdanh/kernel";
import { normaliseText, searchKey } from "@dinhdanh/vietnamese";

/** What a free text asks for. Everything given must hold. */
export type Asked = {
  /** as typed, without numbers, dates and units; "" when none was given */
  name: string;
  /** the whole number, or what begins one or is mistyped: digits only */
  number: string | null;
  oldNumber: string | null;
  phone: string | null;
  /** `yyyy`, `yyyy-mm` or `yyyy-mm-dd` */
  born: string | null;
  /** household, without spaces and punctuation */
  household: string | null;
  /** name or number of a parent */
  parent: string | null;
  /** a unit's name or code, when the text says that it is one */
  place: string | null;
};

const nothing: Asked = { name: "", number: null, oldNumber: null, phone: null, born: null, household: null, parent: null, place: null };

/** Said before a parent. Those that are names, too, count only when nobody is found by the name. */
const parentWords = /(?:^|\s)(?:con ông|con bà|con của|con ong|con ba|con cua|cha|bố|mẹ|bo|me|father|mother|parent)\s*:?\s+(\S.*)$/iu;
/** Said before a unit. */
const placeWords = /(?:^|\s)(?:xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|thành phố|tp\.?|ở|tại|commune|district|province)\s+(\S.*)$/iu;

/**
 * Reads a search: every way in which it may be meant, the likeliest first. Dates are written `08/12/1960`, `8-12-1960`, `12/1960`, `1960` or as
 * ISO 8601; numbers also in groups. What stands behind a comma, or behind a word such as *xã*, is a unit; behind *con ông*, *mẹ*, a parent.
 */
export function readQuery(text: string): Asked[] {
  const whole = normaliseText(text);
  const only = readGrouped(whole);
  if (readDate(whole) === null && only !== null) return [{ ...nothing, ...only }];
  const plain = readParts(whole);
  const readings = [plain];
  const parent = parentWords.exec(whole);
  if (parent?.[1] !== undefined) {
    const number = /^\d{12}$/.exec(parent[1].replace(/[\s.-]/g, ""))?.[0];
    readings.unshift({ ...readParts(whole.slice(0, parent.index)), parent: number ?? searchKey(parent[1]) });
  }
  const place = placeWords.exec(whole);
  if (place?.[1] !== undefined) readings.unshift({ ...readParts(whole.slice(0, place.index)), place: searchKey(place[1]) });
  return readings.filter((asked) => Object.entries(asked).some(([key, value]) => key !== "place" && value !== null && value !== ""));
}

function readParts(text: string): Asked {
  const asked = { ...nothing };
  const [first = "", ...rest] = text.split(/[,;]/);
  const names: string[] = [];
  for (const word of [first, ...rest].flatMap((part) => part.trim().split(/\s+/))) {
    if (!takeWord(asked, word) && word !== "") names.push(word);
  }
  const named = rest.map((part) => part.trim()).filter((part) => part !== "" && !/\d/.test(part));
  const place = named.at(-1);
  if (place !== undefined) asked.place = searchKey(place);
  const placeLength = place?.split(/\s+/).length ?? 0;
  asked.name = names.slice(0, names.length - placeLength).join(" ");
  return asked;
}

/** Takes a word that is no part of a name. */
function takeWord(asked: Asked, word: string): boolean {
  if (!/\d/.test(word)) return false;
  const born = readDate(word);
  if (born !== null) asked.born = born;
  else if (/^\d{5}$/.test(word)) asked.place = word;
  else Object.assign(asked, readGrouped(word) ?? { household: searchKey(word).replace(/[ ./-]/g, "") });
  return true;
}

/** A number written in groups; hyphens or dots inside what is no whole number are those of a household. */
function readGrouped(text: string): Partial<Asked> | null {
  const digits = text.replace(/[\s.-]/g, "");
  return /^[\d\s]+$/.test(text) || (/^[\d\s.-]+$/.test(text) && [9, 10, 12].includes(digits.length)) ? readNumber(digits) : null;
}

/** An identification number has 12 digits, an old one 9, a telephone 10 that begin with 0; six or more may begin a number. */
function readNumber(digits: string): Partial<Asked> | null {
  if (!/^\d{6,13}$/.test(digits)) return null;
  if (digits.length === 9) return { oldNumber: digits };
  if (digits.length === 10 && /^0[35789]/.test(digits)) return { phone: digits, number: digits };
  return { number: digits };
}

function readDate(word: string): string | null {
  const [, day, month, year] = /^(?:(\d{1,2})[/.-])?(?:(\d{1,2})[/.-])?((?:1[89]|2[0-3])\d\d)$/.exec(word) ?? [];
  const iso = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(word);
  if (iso !== null) return isBirth(word) ? word : null;
  if (year === undefined) return null;
  // one part before the year is the month
  const [d, m] = month === undefined ? [undefined, day] : [day, month];
  const date = [year, m?.padStart(2, "0"), d?.padStart(2, "0")].filter((part) => part !== undefined).join("-");
  return isBirth(date) ? date : null;
}

const isBirth = (date: string) =>
  date.length === 10 ? isDay(date) : date.length === 4 || (date.slice(5) >= "01" && date.slice(5) <= "12");

/** Words of a name; those typed with diacritics as they are written. */
export const wordsOf = (name: string) => {
  const key = searchKey(name);
  // no name holds a control character, and PostgreSQL takes no NUL
  if (key === "" || /\p{Cc}/u.test(key)) return [];
  return key.split(" ");
};
