import { cardStates, qrRefusals, type Verification } from "@dinhdanh/cards/contract";
import type { Text } from "@dinhdanh/kernel/contract";
import type { Word } from "../words/words.ts";
import type { Evidence } from "./read-evidence.ts";

/** What the page answers: the server's verdicts, with two told apart by the evidence. */
export type Answer = "genuine" | "matches" | "altered" | "unknown-signer" | "revoked" | "expired" | "malformed";

/** Each by a word, a shape and a colour: none alone carries the meaning. */
export const answers = {
  genuine: { word: "verdictGenuine", next: "nextGenuine", shape: "✓", tone: "good" },
  matches: { word: "verdictMatches", next: "nextMatches", shape: "≈", tone: "good" },
  altered: { word: "verdictAltered", next: "nextAltered", shape: "✕", tone: "bad" },
  "unknown-signer": { word: "verdictUnknownSigner", next: "nextUnknownSigner", shape: "?", tone: "bad" },
  revoked: { word: "verdictRevoked", next: "nextRevoked", shape: "⊘", tone: "bad" },
  expired: { word: "verdictExpired", next: "nextExpired", shape: "▲", tone: "waiting" },
  malformed: { word: "verdictMalformed", next: "nextMalformed", shape: "…", tone: "none" },
} as const satisfies Record<Answer, { word: Word; next: Word; shape: string; tone: string }>;

const isQrRefusal = (code: string): code is keyof typeof qrRefusals => Object.hasOwn(qrRefusals, code);
const unreadable = (code: string) => isQrRefusal(code) || code === "EF.SOD:malformed" || code === "MRZ:check-digit";

/** What is printed is not signed: when it agrees with the books, that is less than genuine. */
export function answerOf({ verdict, findings }: Verification, evidence: Evidence): Answer {
  if (verdict === "altered" && findings.some(unreadable)) return "malformed";
  return verdict === "genuine" && evidence !== "chip" ? "matches" : verdict;
}

const known: Record<string, Text> = {
  "not-issued": { vi: "Sổ thẻ không có thẻ nào với nội dung này.", en: "The books have no card with this content." },
  "not-in-register": {
    vi: "Chữ ký đúng, nhưng sổ thẻ ở đây không có thẻ này: nó được làm ở nơi khác với cùng khóa.",
    en: "The signature holds, but the books here do not have the card: it was made elsewhere with the same keys.",
  },
  "no-trust-list": { vi: "Máy chủ chưa có danh sách tin cậy.", en: "The server has no trust list." },
  "card-expired": { vi: "Ngày hết hạn ghi trong thẻ đã qua.", en: "The day of expiry in the card has passed." },
  "card-record-merged": {
    vi: "Bản ghi của thẻ đã gộp vào bản ghi khác của cùng người.",
    en: "The record of the card is merged into another one of the person.",
  },
  "card-number-changed": {
    vi: "Người được cấp thẻ đã đổi số định danh.",
    en: "The holder was given another number.",
  },
  "signer-revoked": { vi: "Chứng thư của người ký đã bị thu hồi.", en: "The signer's certificate was revoked." },
  "signer-revocation-unknown": {
    vi: "Không có danh sách thu hồi người ký: chưa biết người ký còn được tin hay không.",
    en: "There is no revocation list of signers: whether the signer is still trusted is not known.",
  },
  "signer-revocation-outdated": { vi: "Danh sách thu hồi người ký đã cũ.", en: "The revocation list of signers is out of date." },
  "no-authority": { vi: "Không có CSCA nào được tin cậy cấp cho người ký.", en: "No trusted CSCA issued the signer." },
  "not-signed-by-authority": { vi: "Người ký mạo tên một CSCA được tin cậy.", en: "The signer uses the name of a trusted CSCA falsely." },
  "not-allowed-to-sign": { vi: "Chứng thư này không được phép ký thẻ.", en: "This certificate may not sign cards." },
  "EF.SOD:content-differs": { vi: "Nội dung được ký đã bị thay.", en: "The signed content was replaced." },
  "EF.SOD:signature-differs": { vi: "Chữ ký không đúng với nội dung.", en: "The signature does not fit the content." },
  "EF.DG1:disagrees": { vi: "MRZ và dữ liệu quốc gia nói về hai người.", en: "The MRZ and the national data speak of two people." },
};

const hows: Record<string, Text> = {
  "hash-differs": { vi: "đã bị sửa: giá trị băm không khớp", en: "was altered: its hash differs" },
  "not-signed": { vi: "không được ký", en: "is not signed" },
  missing: { vi: "bị thiếu", en: "is missing" },
  disagrees: { vi: "không khớp với các tệp khác", en: "disagrees with the other files" },
  malformed: { vi: "không đọc được", en: "cannot be read" },
  "check-digit": { vi: "có chữ số kiểm tra sai: đọc hoặc gõ nhầm", en: "has a wrong check digit: it was misread or mistyped" },
};

/** A finding in words; a code that a newer server knows is shown as it is. */
export function findingText(code: string): Text {
  const [file = "", how = ""] = code.split(":");
  const said = known[code] ?? (isQrRefusal(code) ? qrRefusals[code] : undefined);
  if (said !== undefined) return said;
  const what = hows[how];
  if (what !== undefined) return { vi: `${file} ${what.vi}.`, en: `${file} ${what.en}.` };
  const state = Object.entries(cardStates).find(([key]) => code === `card-${key}`)?.[1];
  if (state === undefined) return { vi: code, en: code };
  return { vi: `Trạng thái của thẻ: ${state.vi.toLocaleLowerCase("vi")}.`, en: `State of the card: ${state.en.toLocaleLowerCase("en")}.` };
}
