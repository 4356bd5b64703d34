import type { Text } from "@dinhdanh/kernel/contract";
import type { Facts } from "../facts.ts";

export type Attribute = keyof Facts;

type AttributeRow = {
  text: Text;
  /** does not change in a life: another value means that the earlier was wrong, from birth on */
  lifelong?: true;
  /** stands on the card (front, back or chip): who holds one needs another when it changes */
  onCard?: true;
  /** may be corrected by proposal; the rest changes by an event, or is nobody's to correct */
  correctable?: true;
  /** changes by an event alone: a correction can say that the register is wrong (DC02), not that it has changed (DC01) */
  byEvent?: true;
};

/** Everything that the register holds about a person, through time. */
export const attributes = {
  pin: { lifelong: true, onCard: true, text: { vi: "Số định danh", en: "Number" } },
  oldIds: { lifelong: true, onCard: true, correctable: true, text: { vi: "Số CMND", en: "Old numbers" } },
  fullName: { onCard: true, correctable: true, text: { vi: "Họ và tên", en: "Full name" } },
  birthDate: { lifelong: true, onCard: true, correctable: true, text: { vi: "Ngày sinh", en: "Birth date" } },
  sex: { onCard: true, correctable: true, text: { vi: "Giới tính", en: "Sex" } },
  nationality: { onCard: true, correctable: true, byEvent: true, text: { vi: "Quốc tịch", en: "Nationality" } },
  ethnicity: { onCard: true, correctable: true, text: { vi: "Dân tộc", en: "Ethnic group" } },
  religion: { onCard: true, correctable: true, text: { vi: "Tôn giáo", en: "Religion" } },
  origin: { lifelong: true, onCard: true, correctable: true, text: { vi: "Quê quán", en: "Place of origin" } },
  fatherPin: { onCard: true, correctable: true, text: { vi: "Số định danh cha", en: "Father's number" } },
  motherPin: { onCard: true, correctable: true, text: { vi: "Số định danh mẹ", en: "Mother's number" } },
  spousePin: { correctable: true, byEvent: true, text: { vi: "Số định danh vợ, chồng", en: "Spouse's number" } },
  features: { onCard: true, correctable: true, text: { vi: "Đặc điểm nhân dạng", en: "Features" } },
  permanentUnit: { onCard: true, correctable: true, byEvent: true, text: { vi: "Nơi thường trú", en: "Permanent residence" } },
  currentUnit: { text: { vi: "Nơi ở hiện tại", en: "Current place" } },
  address: { onCard: true, correctable: true, text: { vi: "Địa chỉ", en: "Address" } },
  householdId: { text: { vi: "Mã hộ", en: "Household" } },
  relation: { correctable: true, text: { vi: "Quan hệ với chủ hộ", en: "Relation to the head" } },
  residenceStatus: { text: { vi: "Tình trạng cư trú", en: "Residence status" } },
  phone: { correctable: true, text: { vi: "Điện thoại", en: "Telephone" } },
  diedOn: { lifelong: true, correctable: true, text: { vi: "Ngày chết", en: "Day of death" } },
  missingSince: { text: { vi: "Mất tích từ", en: "Missing since" } },
} as const satisfies Record<Attribute, AttributeRow>;

const rows: Readonly<Record<Attribute, AttributeRow>> = attributes;
export const attributeNames = Object.keys(attributes) as Attribute[];
export const isLifelong = (field: Attribute): boolean => rows[field].lifelong === true;
export const changesByEvent = (field: Attribute): boolean => rows[field].byEvent === true;
export const isOnCard = (field: Attribute): boolean => rows[field].onCard === true;

/** Attributes that a correction may change. */
export type Correctable = { [Field in Attribute]: (typeof attributes)[Field] extends { correctable: true } ? Field : never }[Attribute];
export const correctableFields = attributeNames.filter((field) => rows[field].correctable === true) as [Correctable, ...Correctable[]];

/** Whether the person is a citizen: nationality is written only when it was ever another. */
export const isCitizen = (facts: Pick<Facts, "nationality">): boolean => facts.nationality === undefined || facts.nationality === "VNM";
