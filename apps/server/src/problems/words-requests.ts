import type { ProblemEntry } from "./entry.ts";

/** What may be wrong with any request, and with the server itself. */
export const requestProblems = {
  "invalid-request": {
    status: 400,
    title: { vi: "Yêu cầu không hợp lệ", en: "The request is not valid" },
    detail: {
      vi: "Không có gì bị thay đổi. Có giá trị sai: xem lại địa chỉ hoặc những gì đã nhập rồi gửi lại.",
      en: "Nothing was changed. A value is wrong: look at the address, or at what was entered, and send it again.",
    },
  },
  "invalid-json": {
    status: 400,
    title: { vi: "Nội dung không phải JSON", en: "The body is not JSON" },
    detail: {
      vi: "Gửi một đối tượng JSON mã hóa UTF-8, với content-type application/json.",
      en: "Send one JSON object in UTF-8, with the content type application/json.",
    },
  },
  "unstorable-text": {
    status: 400,
    title: { vi: "Một ô chữ có ký tự không lưu được", en: "A text has a character that cannot be kept" },
    detail: {
      vi: "Không có gì bị thay đổi. Xóa ký tự lạ (NUL hoặc nửa ký tự) rồi gửi lại.",
      en: "Nothing was changed. Take out the stray character (NUL, or half of one) and send it again.",
    },
  },
  "unsupported-type": {
    status: 415,
    title: { vi: "Kiểu nội dung không được nhận", en: "This content type is not accepted" },
    detail: {
      vi: "Gửi application/json; tải tệp lên thì gửi multipart/form-data.",
      en: "Send application/json, or multipart/form-data for an upload.",
    },
  },
  "too-large": {
    status: 413,
    title: { vi: "Nội dung gửi lên quá lớn", en: "What was sent is too large" },
    detail: {
      vi: "Chưa có gì được ghi. Tệp tải lên tối đa 4 GB: chia nhỏ tệp rồi thử lại.",
      en: "Nothing was written. An upload may have up to 4 GB: split the file and try again.",
    },
  },
  "not-found": {
    status: 404,
    title: { vi: "Không có địa chỉ này", en: "There is nothing at this address" },
    detail: { vi: "Xem danh sách địa chỉ tại /api/docs.", en: "The addresses are listed at /api/docs." },
  },
  "no-such-request": {
    status: 404,
    title: { vi: "Không có yêu cầu nào chờ câu trả lời này", en: "No request waits for this answer" },
    detail: {
      vi: "Không gửi lại: yêu cầu đã hết hạn hoặc máy chủ đã khởi động lại và hỏi lại.",
      en: "Do not send it again: the request has run out, or the server was restarted and has asked anew.",
    },
  },
  "answer-malformed": {
    status: 400,
    title: { vi: "Câu trả lời không đúng chuẩn", en: "The answer is not what the standard says" },
    detail: { vi: "Gửi lại theo OSIA abis 1.6.0.", en: "Send it again as OSIA abis 1.6.0 has it." },
  },
  "too-many-requests": {
    status: 429,
    title: { vi: "Quá nhiều lần kiểm tra từ địa chỉ này", en: "Too many verifications from this address" },
    detail: {
      vi: "Thử lại sau {retryAfterSeconds} giây. Cần kiểm tra nhiều: tải danh sách tin cậy và kiểm tra ngoại tuyến.",
      en: "Try again in {retryAfterSeconds} seconds. Who verifies many cards downloads the trust list and verifies without a connection.",
    },
  },
  "foreign-origin": {
    status: 403,
    title: { vi: "Yêu cầu đến từ một trang khác", en: "The request comes from another site" },
    detail: {
      vi: "Không có gì bị thay đổi. Mở trang Định Danh trực tiếp và làm lại tại đó.",
      en: "Nothing was changed. Open the Định Danh page itself and do it there.",
    },
  },
  busy: {
    status: 503,
    title: { vi: "Hệ thống đang bận", en: "The register is busy" },
    detail: {
      vi: "Không có gì bị ghi dở. Thử lại sau vài giây.",
      en: "Nothing was left half-written. Try again in a few seconds.",
    },
  },
  "still-loading": {
    status: 503,
    title: { vi: "Máy chủ đang nạp dữ liệu", en: "The server is loading data" },
    detail: { vi: "Thử lại sau ít phút; /readyz cho biết đã nạp đến đâu.", en: "Try again in a few minutes; /readyz says how far it is." },
  },
  "database-away": {
    status: 503,
    title: { vi: "Cơ sở dữ liệu chưa trả lời", en: "The database does not answer" },
    detail: {
      vi: "Không có gì bị mất hay ghi dở. Thử lại sau một phút; nếu vẫn vậy, báo quản trị hệ thống.",
      en: "Nothing was lost or left half-written. Try again in a minute; if it persists, tell the administrator.",
    },
  },
  "no-space": {
    status: 507,
    title: { vi: "Máy chủ hết chỗ trên đĩa", en: "The server has run out of disk space" },
    detail: {
      vi: "Chưa có gì được ghi. Báo quản trị hệ thống giải phóng đĩa rồi thử lại.",
      en: "Nothing was written. Ask the administrator to free disk space and try again.",
    },
  },
  unexpected: {
    status: 500,
    title: { vi: "Máy chủ gặp lỗi ngoài dự kiến", en: "The server met an unexpected error" },
    detail: {
      vi: "Không có gì bị ghi dở. Thử lại; nếu vẫn lỗi, báo quản trị hệ thống kèm mã {errorId}.",
      en: "Nothing was left half-written. Try again; if it persists, tell the administrator the id {errorId}.",
    },
  },
} as const satisfies Record<string, ProblemEntry>;
