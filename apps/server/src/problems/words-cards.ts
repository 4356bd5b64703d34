import { type CardRefusalCode, cardRefusals } from "@dinhdanh/cards";
import type { Text } from "@dinhdanh/kernel";
import type { ProblemEntry } from "./entry.ts";

/** Refusals of the cards that other rooms have, too, and have given words to. */
type Own = Exclude<CardRefusalCode, "batch-not-found">;

/** What to do next, for refusals that are answered alike. */
const next = {
  reload: {
    vi: "Tải lại trang, xem trạng thái hiện tại rồi chọn lại.",
    en: "Reload the page, look at the present state and choose again.",
  },
  stopped: {
    vi: "Không trả thẻ này. Lập hồ sơ cho bản ghi giữ lại, hoặc đề nghị cấp trên hủy quyết định nếu sai.",
    en: "Do not hand this card over. Collect a dossier for the record kept, or ask the level above to undo the decision if it is wrong.",
  },
  list: { vi: "Mở danh sách và chọn lại.", en: "Open the list and choose again." },
  newId: { vi: "Làm lại thao tác từ đầu để có mã mới.", en: "Start over: a new id is made." },
  serials: {
    vi: "Đọc lại số sê-ri trên phôi, gồm 2 chữ cái và 9 chữ số.",
    en: "Read the serial on the blank again: two letters, nine digits.",
  },
  wait: { vi: "Chưa có gì thay đổi. Thử lại khi có thêm.", en: "Nothing was changed. Try again when there is more." },
  file: {
    vi: "Chưa có gì được ghi. Lấy lại tệp kết quả của đúng lô này từ máy rồi tải lên nguyên vẹn.",
    en: "Nothing was written. Fetch the result file of this very batch from the machine again and upload it whole.",
  },
  row: {
    vi: "Chưa có gì được ghi. Xem dòng {row} của tệp (dòng 1 là dòng đầu), lấy lại tệp từ máy rồi tải lên.",
    en: "Nothing was written. Look at line {row} of the file (1 is the header), fetch it from the machine again and upload it.",
  },
  check: {
    vi: "Chưa có gì được ghi. Quét lại các thẻ đã kiểm tra rồi gửi lại.",
    en: "Nothing was written. Scan the cards that were looked at again.",
  },
  content: {
    vi: "Xem hồ sơ của thẻ: thiếu ảnh, hoặc họ tên, ngày sinh không in được. Sửa dữ liệu dân cư, hoặc thu hồi thẻ và lập hồ sơ mới.",
    en: "Look at the card's dossier: a portrait is missing, or the name or birth date cannot be printed. Mend the register, or revoke the card and start a new dossier.",
  },
  signer: {
    vi: "Đề nghị quản trị chạy “dinhdanh pki issue-signer” trên máy chủ, hoặc đặt mật khẩu khóa.",
    en: "Ask the administrator to run “dinhdanh pki issue-signer” on the server, or to set the keys' passphrase.",
  },
} as const satisfies Record<string, Text>;

const answers: Record<Own, readonly [status: number, next: keyof typeof next]> = {
  ...({
    "card-not-found": [404, "list"],
    "card-state": [409, "reload"],
    "card-stopped": [409, "stopped"],
    "serial-malformed": [400, "serials"],
  } as const),
  ...({ "range-order": [400, "serials"], "range-too-large": [400, "serials"], "serials-known": [409, "serials"] } as const),
  ...({ "delivery-id-taken": [409, "newId"], "count-id-taken": [409, "newId"], "batch-id-taken": [409, "newId"] } as const),
  ...({ "parcel-id-taken": [409, "newId"], "hand-over-id-taken": [409, "newId"], "no-orders": [409, "wait"] } as const),
  ...({ "no-blanks": [409, "wait"], "batch-state": [409, "reload"], "parcel-empty": [409, "wait"] } as const),
  ...({ "parcel-not-found": [404, "list"], "parcel-state": [409, "reload"], "unit-unknown": [404, "list"] } as const),
  ...({ "file-too-large": [413, "file"], "file-not-text": [400, "file"], "file-header": [400, "file"] } as const),
  ...({ "file-other-batch": [409, "file"], "file-other-machine-file": [409, "file"], "file-truncated": [400, "file"] } as const),
  ...({ "file-checksum": [400, "file"], "result-differs": [409, "file"], "row-malformed": [400, "row"] } as const),
  ...({ "row-unknown-serial": [409, "row"], "row-serial-twice": [400, "row"], "row-out-of-order": [400, "row"] } as const),
  ...({ "row-reason-missing": [400, "row"], "check-unknown-serial": [409, "check"], "check-serial-twice": [400, "check"] } as const),
  ...({ "sample-too-small": [409, "check"], "sample-failed": [409, "check"], "parcel-serial-foreign": [409, "serials"] } as const),
  ...({ "content-missing": [409, "content"], "signer-missing": [409, "signer"] } as const),
};

export const cardProblems = Object.fromEntries(
  Object.entries(answers).map(([code, [status, then]]) => [code, { status, title: cardRefusals[code as Own], detail: next[then] }]),
) as Record<Own, ProblemEntry>;
