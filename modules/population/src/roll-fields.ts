import type { IntakeField } from "@dinhdanh/ledger";
import type { Facts, ResidenceStatus, Sex } from "./contract.ts";

/** Columns of a roll in their documented order (docs/file-formats.md). */
export const rollFields = [
  { name: "personId", aliases: ["Mã người"] },
  { name: "pin", aliases: ["Số định danh", "Số định danh cá nhân", "Số CCCD"] },
  { name: "oldIds", aliases: ["Số CMND", "CMND", "Số CMND cũ"] },
  { name: "fullName", aliases: ["Họ và tên", "Họ tên"], required: true },
  { name: "birthDate", aliases: ["Ngày sinh", "Ngày tháng năm sinh"] },
  { name: "sex", aliases: ["Giới tính"] },
  { name: "permanentUnit", aliases: ["Nơi thường trú", "Mã xã thường trú"] },
  { name: "currentUnit", aliases: ["Nơi ở hiện tại", "Mã xã nơi ở", "Mã nơi ở hiện tại"] },
  { name: "address", aliases: ["Địa chỉ"] },
  { name: "householdId", aliases: ["Mã hộ", "Số hộ khẩu"] },
  { name: "relation", aliases: ["Quan hệ với chủ hộ", "Quan hệ"] },
  { name: "residenceStatus", aliases: ["Tình trạng cư trú"] },
  { name: "ethnicity", aliases: ["Dân tộc"] },
  { name: "religion", aliases: ["Tôn giáo"] },
  { name: "origin", aliases: ["Quê quán"] },
  { name: "fatherPin", aliases: ["Số định danh cha"] },
  { name: "motherPin", aliases: ["Số định danh mẹ"] },
  { name: "phone", aliases: ["Điện thoại", "Số điện thoại"] },
  { name: "diedOn", aliases: ["Ngày chết", "Ngày mất"] },
] as const satisfies readonly IntakeField[];

export type RollField = (typeof rollFields)[number]["name"];

/** Position of each column in a row's values. */
export const column = Object.fromEntries(rollFields.map((field, index) => [field.name, index])) as Record<RollField, number>;

type Words<T> = Readonly<Record<string, T>>;

/** What a word of a file means, in any case. A hostile file may say `constructor`. */
export function wordIn<T>(words: Words<T>, given: string): T | undefined {
  const word = given.toLowerCase();
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** Words for sex: ours, Vietnamese, and the national code list GioiTinh (0 unknown, 1 male, 2 female). */
export const sexWords: Words<Sex> = {
  ...{ male: "male", nam: "male", "1": "male", m: "male" },
  ...{ female: "female", nữ: "female", nu: "female", "2": "female", f: "female" },
  ...{ unknown: "unknown", "0": "unknown", "": "unknown" },
};

export const relationWords: Words<NonNullable<Facts["relation"]>> = {
  ...{ head: "head", "chủ hộ": "head", ch01: "head" },
  ...{ spouse: "spouse", vợ: "spouse", chồng: "spouse", "vợ hoặc chồng": "spouse" },
  ...{ child: "child", con: "child", "con đẻ": "child", "con nuôi": "child" },
  ...{ parent: "parent", cha: "parent", bố: "parent", mẹ: "parent", "cha mẹ": "parent" },
  ...{ grandchild: "grandchild", cháu: "grandchild" },
  ...{ sibling: "sibling", anh: "sibling", chị: "sibling", em: "sibling", "anh chị em": "sibling" },
  ...{ other: "other", khác: "other" },
};

export const statusWords: Words<ResidenceStatus> = {
  ...{ "": "present", present: "present", "có mặt": "present", "thường trú": "present" },
  ...{ bedridden: "bedridden", "ốm đau": "bedridden", "già yếu": "bedridden" },
  ...{
    "away-in-country": "away-in-country",
    "ở tỉnh khác": "away-in-country",
    "đi làm ăn xa": "away-in-country",
    "tạm vắng": "away-in-country",
  },
  ...{ abroad: "abroad", "ở nước ngoài": "abroad", "nước ngoài": "abroad" },
  ...{ "no-contact": "no-contact", "không liên lạc được": "no-contact" },
  ...{ "serving-sentence": "serving-sentence", "đang chấp hành án": "serving-sentence" },
};
