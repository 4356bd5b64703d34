import type { Text } from "@dinhdanh/kernel/contract";
import type { Facts } from "@dinhdanh/population/contract";

type Kind = "text" | "name" | "date" | "number";
type Row = { kind: Kind; text: Text; of: (facts: Facts) => string | undefined };

const words = (facts: Facts) => facts.fullName.split(" ");

/**
 * Attributes of a person as agencies name them, in one table: what they hold in the register and how they are compared. OSIA leaves names to
 * the implementation; where its examples have one (firstName, lastName, dateOfBirth, gender) it is that. The name is parted as in the MRZ:
 * the first word is the surname, the rest is given names (ICAO Doc 9303-3, 4.6; domain rules, section 2).
 */
export const attributeTable = {
  uin: { kind: "number", text: { vi: "Số định danh cá nhân", en: "Personal identification number" }, of: ({ pin }) => pin },
  fullName: { kind: "name", text: { vi: "Họ, chữ đệm và tên", en: "Full name" }, of: ({ fullName }) => fullName },
  lastName: { kind: "name", text: { vi: "Họ", en: "Surname" }, of: (facts) => words(facts)[0] },
  firstName: {
    kind: "name",
    text: { vi: "Chữ đệm và tên", en: "Given names" },
    of: (facts) => words(facts).slice(1).join(" ") || undefined,
  },
  dateOfBirth: { kind: "date", text: { vi: "Ngày sinh", en: "Date of birth" }, of: ({ birthDate }) => birthDate },
  gender: {
    kind: "text",
    text: { vi: "Giới tính (M, F)", en: "Sex (M, F)" },
    of: ({ sex }) => ({ male: "M", female: "F", unknown: undefined } as const)[sex],
  },
  residenceUnit: {
    kind: "number",
    text: { vi: "Mã xã thường trú", en: "Commune of permanent residence" },
    of: ({ permanentUnit }) => permanentUnit,
  },
  address: { kind: "name", text: { vi: "Địa chỉ", en: "Address" }, of: ({ address }) => address },
  residenceStatus: {
    kind: "text",
    text: { vi: "Tình trạng cư trú", en: "Residence status" },
    of: ({ residenceStatus }) => residenceStatus,
  },
  householdId: { kind: "text", text: { vi: "Mã hộ", en: "Household" }, of: ({ householdId }) => householdId },
  householdRelation: { kind: "text", text: { vi: "Quan hệ với chủ hộ", en: "Relation to the head" }, of: ({ relation }) => relation },
  placeOfOrigin: { kind: "name", text: { vi: "Quê quán", en: "Place of origin" }, of: ({ origin }) => origin },
  ethnicity: { kind: "name", text: { vi: "Dân tộc", en: "Ethnic group" }, of: ({ ethnicity }) => ethnicity },
  religion: { kind: "name", text: { vi: "Tôn giáo", en: "Religion" }, of: ({ religion }) => religion },
  formerIds: { kind: "text", text: { vi: "Số CMND cũ", en: "Earlier numbers" }, of: ({ oldIds }) => oldIds?.join(" ") },
  fatherUin: { kind: "number", text: { vi: "Số định danh của cha", en: "Father's number" }, of: ({ fatherPin }) => fatherPin },
  motherUin: { kind: "number", text: { vi: "Số định danh của mẹ", en: "Mother's number" }, of: ({ motherPin }) => motherPin },
  phoneNumber: { kind: "number", text: { vi: "Số điện thoại", en: "Telephone" }, of: ({ phone }) => phone },
  dateOfDeath: { kind: "date", text: { vi: "Ngày chết", en: "Date of death" }, of: ({ diedOn }) => diedOn },
} as const satisfies Record<string, Row>;

export type AttributeName = keyof typeof attributeTable;
export const attributeNames = Object.keys(attributeTable) as [AttributeName, ...AttributeName[]];
export const isAttribute = (name: string): name is AttributeName => Object.hasOwn(attributeTable, name);

/** What the register holds, or undefined where it holds nothing. */
export const valueOfAttribute = (facts: Facts, name: AttributeName): string | undefined => attributeTable[name].of(facts);
export const kindOfAttribute = (name: AttributeName): Kind => attributeTable[name].kind;
