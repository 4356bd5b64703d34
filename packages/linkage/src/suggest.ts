import type { Comparison, Level, Model, Rule } from "./model.ts";
import { LinkRefused } from "./refusal.ts";

/** What a column of a person file can hold, by the names it goes by: English, and Vietnamese without diacritics; letters and digits only. */
const knownColumns = {
  id: ["recordid", "id", "rowid", "mabanghi"],
  pin: ["pin", "sodinhdanh", "sodinhdanhcanhan", "socccd", "cccd", "nationalid"],
  oldIds: ["oldids", "oldid", "socmnd", "cmnd"],
  fullName: ["fullname", "name", "hovaten", "hoten", "hotenkhaisinh"],
  givenName: ["givenname", "givennames", "firstname", "forename", "ten"],
  familyName: ["familyname", "lastname", "surname", "hovatendem", "hodem", "ho"],
  birthDate: ["birthdate", "dateofbirth", "dob", "ngaysinh", "ngaythangnamsinh"],
  sex: ["sex", "gender", "gioitinh"],
  unit: ["permanentunit", "noithuongtru", "maxathuongtru", "commune"],
  address: ["address", "diachi"],
  household: ["householdid", "maho", "sohokhau"],
  father: ["fathername", "hotencha", "hovatencha", "tencha"],
  mother: ["mothername", "hotenme", "hovatenme", "tenme"],
  fatherPin: ["fatherpin", "sodinhdanhcha"],
  motherPin: ["motherpin", "sodinhdanhme"],
  origin: ["origin", "quequan"],
  phone: ["phone", "phonenumber", "dienthoai", "sodienthoai"],
  email: ["email", "emailaddress", "thudientu"],
  postcode: ["postcode", "postalcode", "zip", "zipcode", "mabuuchinh"],
} as const;

type Known = keyof typeof knownColumns;

const bare = (header: string): string =>
  header
    .toLowerCase()
    .normalize("NFD")
    .replaceAll("đ", "d")
    .replaceAll(/[^a-z0-9]/g, "");

const same = (form?: string): Level => (form === undefined ? { when: "same" } : { when: "same", form });
const others: Level = { when: "else" };

/** A field's comparison and its form, for each kind of column. */
const fields: Partial<Record<string, { from: readonly Known[]; split?: string; form?: string }>> = {
  number: { from: ["pin", "oldIds"], split: ";", form: "digits" },
  name: { from: ["fullName"], form: "vietnamese" },
  given: { from: ["givenName"], form: "vietnamese" },
  family: { from: ["familyName"], form: "vietnamese" },
  born: { from: ["birthDate"], form: "date" },
  sex: { from: ["sex"] },
  unit: { from: ["unit"] },
  address: { from: ["address"], form: "address" },
  household: { from: ["household"] },
  father: { from: ["father"], form: "vietnamese" },
  mother: { from: ["mother"], form: "vietnamese" },
  fatherNumber: { from: ["fatherPin"], form: "digits" },
  motherNumber: { from: ["motherPin"], form: "digits" },
  origin: { from: ["origin"], form: "address" },
  phone: { from: ["phone"], form: "digits" },
  email: { from: ["email"] },
  postcode: { from: ["postcode"] },
};

const personal = "without-first-word";
const nameLevels: Level[] = [
  same(personal),
  same(`${personal}|toneless`),
  same(`${personal}|unaccented`),
  same("unaccented|sorted-words"),
  same(`${personal}|sound`),
  { when: "similar", form: `${personal}|unaccented`, atLeast: 0.92 },
  same("last-word|unaccented"),
  others,
];
const givenLevels: Level[] = [
  same(),
  same("toneless"),
  same("unaccented"),
  { when: "similar", form: "unaccented", atLeast: 0.9 },
  same("last-word|unaccented"),
  others,
];
const parentLevels: Level[] = [same(), same("unaccented"), { when: "similar", form: "unaccented", atLeast: 0.9 }, others];
const digitLevels: Level[] = [same(), { when: "edits", atMost: 1 }, others];
const placeLevels: Level[] = [same(), { when: "similar", atLeast: 0.9 }, others];

const comparisons: Comparison[] = [
  { name: "number", field: "number", levels: [same(), { when: "edits", atMost: 1 }, { when: "other-length" }, others] },
  { name: "personal name", field: "name", frequencies: true, levels: nameLevels },
  {
    name: "surname",
    field: "name",
    shared: true,
    frequencies: true,
    // the last but one: whoever wrote the given name first, which the personal name says already; counted twice, strangers whose names have the same words were one
    levels: [same("first-word"), same("first-word|unaccented"), { ...same("unaccented|sorted-words"), counted: true }, others],
  },
  { name: "given name", field: "given", frequencies: true, levels: givenLevels },
  { name: "family name", field: "family", shared: true, frequencies: true, levels: parentLevels },
  {
    name: "birth date",
    field: "born",
    frequencies: true,
    levels: [
      same("full-date"),
      { when: "swapped-day-month" },
      { when: "partial-date" },
      { when: "one-part-differs" },
      { when: "same-year" },
      others,
    ],
  },
  { name: "sex", field: "sex", levels: [same(), others] },
  { name: "unit", field: "unit", shared: true, frequencies: true, levels: [same(), others] },
  { name: "address", field: "address", shared: true, frequencies: true, levels: placeLevels },
  { name: "household", field: "household", shared: true, levels: [same(), others] },
  { name: "father", field: "father", shared: true, frequencies: true, levels: parentLevels },
  { name: "mother", field: "mother", shared: true, frequencies: true, levels: parentLevels },
  { name: "father's number", field: "fatherNumber", shared: true, levels: digitLevels },
  { name: "mother's number", field: "motherNumber", shared: true, levels: digitLevels },
  { name: "origin", field: "origin", shared: true, frequencies: true, levels: placeLevels },
  { name: "phone", field: "phone", levels: digitLevels },
  { name: "email", field: "email", levels: digitLevels },
  { name: "postcode", field: "postcode", shared: true, frequencies: true, levels: [same(), others] },
];

const rules: Rule[] = [
  { on: ["number"] },
  { on: ["name|unaccented|sorted-words", "born|year"] },
  { on: ["born|full-date", "name|unaccented|last-word"] },
  { on: ["given|unaccented", "family|unaccented", "born|year"] },
  { on: ["born|full-date", "given|unaccented|last-word"] },
  { on: ["born|full-date", "family|unaccented"] },
  { on: ["household"] },
  { on: ["father|unaccented", "mother|unaccented"] },
  { on: ["fatherNumber"] },
  { on: ["motherNumber"] },
  { on: ["phone"] },
  { on: ["email"] },
  { on: ["name|unaccented", "unit"] },
  { on: ["given|unaccented", "family|unaccented", "postcode"] },
  { on: ["born|full-date", "unit"] },
];

/** A model, not trained yet, for a file whose columns bear known names. @throws {LinkRefused} no-model */
export function suggestModel(headers: readonly string[]): Model {
  const columns = new Map<Known, string>();
  for (const header of headers) {
    const found = (Object.keys(knownColumns) as Known[]).find((known) => (knownColumns[known] as readonly string[]).includes(bare(header)));
    if (found !== undefined && !columns.has(found)) columns.set(found, header);
  }
  const own: Model["fields"] = {};
  for (const [name, field] of Object.entries(fields)) {
    const { from, ...how } = field ?? { from: [] };
    const present = from.flatMap((known) => columns.get(known) ?? []);
    if (present.length > 0) own[name] = { columns: present, ...how };
  }
  const usable = rules.filter(({ on }) => on.every((part) => (part.split("|")[0] ?? "") in own));
  const compared = comparisons.filter(({ field }) => field in own);
  if (usable.length === 0 || compared.length < 2) throw new LinkRefused("no-model", { columns: headers.join(", ") });
  const id = columns.get("id");
  return { version: 1, ...(id === undefined ? {} : { id }), fields: own, comparisons: compared, blocking: usable };
}
