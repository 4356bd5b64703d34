import { isoDaySchema, type Text } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { circumstances, dossierKinds, exemptions } from "./fee-rules.ts";

const keysOf = <Key extends string>(table: Record<Key, unknown>) => Object.keys(table) as [Key, ...Key[]];

export const channels = {
  counter: { vi: "Tại điểm thu nhận", en: "At a counter" },
  mobile: { vi: "Tổ lưu động", en: "By a mobile team" },
  device: { vi: "Thiết bị, đồng bộ sau", en: "On a device, sent later" },
} as const satisfies Record<string, Text>;
export const channelKeys = keysOf(channels);
export type Channel = keyof typeof channels;

export const kindSchema = z.enum(keysOf(dossierKinds));

/** Facts that a citizen may declare to have changed (DC01), or that were wrong (DC02). */
export const changeableFields = {
  fullName: { vi: "Họ, chữ đệm và tên", en: "Full name" },
  birthDate: { vi: "Ngày sinh", en: "Birth date" },
  sex: { vi: "Giới tính", en: "Sex" },
  permanentUnit: { vi: "Nơi thường trú (mã xã)", en: "Permanent residence (commune code)" },
  address: { vi: "Địa chỉ", en: "Address" },
  ethnicity: { vi: "Dân tộc", en: "Ethnic group" },
  religion: { vi: "Tôn giáo", en: "Religion" },
  origin: { vi: "Quê quán", en: "Place of origin" },
  fatherPin: { vi: "Số định danh của cha", en: "Father's number" },
  motherPin: { vi: "Số định danh của mẹ", en: "Mother's number" },
} as const satisfies Record<string, Text>;
export type ChangeableField = keyof typeof changeableFields;

/** Finger positions of ISO/IEC 19794-2 and -4: 1 right thumb … 5 right little finger, 6 left thumb … 10 left little finger. */
export const fingers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type Finger = (typeof fingers)[number];
export const fingerNames: Readonly<Record<Finger, Text>> = {
  1: { vi: "Ngón cái phải", en: "Right thumb" },
  2: { vi: "Ngón trỏ phải", en: "Right index finger" },
  3: { vi: "Ngón giữa phải", en: "Right middle finger" },
  4: { vi: "Ngón áp út phải", en: "Right ring finger" },
  5: { vi: "Ngón út phải", en: "Right little finger" },
  6: { vi: "Ngón cái trái", en: "Left thumb" },
  7: { vi: "Ngón trỏ trái", en: "Left index finger" },
  8: { vi: "Ngón giữa trái", en: "Left middle finger" },
  9: { vi: "Ngón áp út trái", en: "Left ring finger" },
  10: { vi: "Ngón út trái", en: "Left little finger" },
};
export const missingFingers = {
  amputated: { vi: "Cụt", en: "Amputated" },
  bandaged: { vi: "Băng bó, bị thương", en: "Bandaged or injured" },
  worn: { vi: "Mòn, không lấy được", en: "Worn, cannot be taken" },
  deformed: { vi: "Dị tật", en: "Deformed" },
} as const satisfies Record<string, Text>;
export type MissingFinger = keyof typeof missingFingers;
export const missingFingerSchema = z.enum(keysOf(missingFingers));

/** Who signs the collection slip: the citizen, or who represents them, and the officer. */
export const signers = ["citizen", "officer"] as const;
export type Signer = (typeof signers)[number];
export const signingWays = {
  screen: { vi: "Ký trên màn hình", en: "Signed on the screen" },
  paper: { vi: "Ký trên phiếu giấy", en: "Signed on paper" },
} as const satisfies Record<string, Text>;
export type SigningWay = keyof typeof signingWays;

/** `portrait`, `finger-1` … `finger-10`, `signature-citizen`, `signature-officer`. */
export const captureSlots = [
  "portrait",
  ...fingers.map((finger) => `finger-${finger}` as const),
  ...signers.map((signer) => `signature-${signer}` as const),
] as const;
export type CaptureSlot = (typeof captureSlots)[number];
export const captureSlotSchema = z.enum(captureSlots);
export type CaptureKind = keyof typeof captureTypes;
export const captureKind = (slot: CaptureSlot): CaptureKind =>
  slot === "portrait" ? slot : slot.startsWith("finger-") ? "finger" : "signature";
/** The finger of a slot; undefined when it is none of a finger. */
export const fingerOfSlot = (slot: CaptureSlot): Finger | undefined => fingers.find((finger) => slot === `finger-${finger}`);
/** Of a portrait, in a dossier and on a chip: 1 MiB. ICAO Doc 9303-10 4.7.2 expects 12 to 20 KB of a face image. */
export const largestPortraitBytes = 2 ** 20;
export const largestFingerprintBytes = 2 ** 20;
/** Media types accepted: JPEG; for fingers also PNG, WSQ, and ISO/IEC 19794-2 templates; for signatures what signature-drawing.ts writes. */
export const captureTypes = {
  portrait: ["image/jpeg"],
  finger: ["image/jpeg", "image/png", "image/x-wsq", "application/x-iso19794-2"],
  signature: ["image/svg+xml"],
} as const;

const text = (max: number) => z.string().trim().min(1).max(max);
/** What a detector measured on the portrait: name → value. Which names there are is the detector's business. */
export const portraitMeasurementsSchema = z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/), z.number());
export type PortraitMeasurements = z.infer<typeof portraitMeasurementsSchema>;

const kindStep = z.strictObject({ circumstance: z.enum(keysOf(circumstances)), throughGuardian: text(100).optional() });
const changesStep = z.strictObject({
  changes: z
    .array(
      z.strictObject({
        field: z.enum(keysOf(changeableFields)),
        /** null when the register held nothing */
        from: z.string().max(300).nullable(),
        to: text(300),
        evidence: text(200),
        /** DC01: changed since; DC02: the register is wrong */
        form: z.enum(["DC01", "DC02"]),
      }),
    )
    .max(20),
});
const featuresStep = z.strictObject({ features: text(200) });
const portraitStep = z.strictObject({
  measurements: portraitMeasurementsSchema,
  /** why a portrait that was judged poor is kept */ kept: text(200).optional(),
});
const fingerprintsStep = z.strictObject({ device: text(40).optional() });
const feeStep = z.strictObject({ exemption: z.enum(keysOf(exemptions)).nullable(), paidVnd: z.int().min(0), receipt: text(40).optional() });
const signingWay = z.enum(keysOf(signingWays));
const signaturesStep = z.strictObject({ citizen: signingWay, officer: signingWay });
const deliveryStep = z.strictObject({
  way: z.enum(["counter", "post"]),
  address: text(300).optional(),
  appointmentOn: isoDaySchema,
});

/** The steps of the wizard after the person was found (Circular 59/2021, art. 11), in order, and what each keeps. */
export const stepSchemas = {
  kind: kindStep,
  changes: changesStep,
  features: featuresStep,
  portrait: portraitStep,
  fingerprints: fingerprintsStep,
  fee: feeStep,
  signatures: signaturesStep,
  delivery: deliveryStep,
};
export type StepKey = keyof typeof stepSchemas;
export const stepKeys = keysOf(stepSchemas);
export type StepContent<Key extends StepKey = StepKey> = z.infer<(typeof stepSchemas)[Key]>;
export const stepNames: Readonly<Record<StepKey, Text>> = {
  kind: { vi: "Loại cấp", en: "Kind of issue" },
  changes: { vi: "Thông tin thay đổi (DC01, DC02)", en: "Changed facts (DC01, DC02)" },
  features: { vi: "Đặc điểm nhân dạng", en: "Identifying features" },
  portrait: { vi: "Ảnh chân dung", en: "Portrait" },
  fingerprints: { vi: "Vân tay", en: "Fingerprints" },
  fee: { vi: "Lệ phí", en: "Fee" },
  signatures: { vi: "Ký xác nhận (CC02)", en: "Signatures (CC02)" },
  delivery: { vi: "Hẹn trả thẻ", en: "Return of the card" },
};

/** What can be wrong on a card, by the step in which its dossier is put right. */
export const stepsOnCard = {
  changes: {
    vi: "Thông tin: số định danh, họ tên, ngày sinh, giới tính, quê quán, nơi thường trú",
    en: "Facts: number, name, birth date, sex, place of origin, residence",
  },
  features: stepNames.features,
  portrait: stepNames.portrait,
  fingerprints: { vi: "Vân tay trong chíp", en: "Fingerprints in the chip" },
} as const satisfies Partial<Record<StepKey, Text>>;
export type StepOnCard = keyof typeof stepsOnCard;
export const stepsOnCardKeys = keysOf(stepsOnCard);
