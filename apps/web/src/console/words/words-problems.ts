import type { Text } from "@dinhdanh/kernel/contract";

/** What happened, and what to do next, for what the server or the network may answer. */
export const problemWords = {
  problemOffline: { vi: "Không kết nối được máy chủ.", en: "The server cannot be reached." },
  problemOfflineNext: {
    vi: "Kiểm tra mạng rồi thử lại. Những gì đang nhập trên trang vẫn còn.",
    en: "Check the network and try again. What you have typed on the page is kept.",
  },
  problemSession: { vi: "Phiên làm việc đã hết.", en: "Your session has ended." },
  problemSessionNext: { vi: "Đăng nhập lại để tiếp tục đúng trang này.", en: "Sign in again to continue on this page." },
  problemForbidden: { vi: "Phần này ngoài phạm vi được giao.", en: "This lies outside what you are in charge of." },
  problemForbiddenNext: {
    vi: "Không có dữ liệu nào được mở. Nếu cần, đề nghị chỉ huy mở rộng phạm vi.",
    en: "Nothing was opened. If you need it, ask your commander to widen your scope.",
  },
  problemMissing: { vi: "Không tìm thấy.", en: "It was not found." },
  problemMissingNext: {
    vi: "Đơn vị có thể chưa lập hoặc đã sáp nhập vào ngày đang xem; thử ngày khác, hoặc tìm theo tên.",
    en: "The unit may not exist on this day, or has been merged; try another day, or search by name.",
  },
  problemInvalid: { vi: "Yêu cầu không hợp lệ.", en: "The request is not valid." },
  problemInvalidNext: {
    vi: "Không có gì bị thay đổi. Kiểm tra lại ngày và bộ lọc.",
    en: "Nothing was changed. Check the date and the filters.",
  },
  problemTooLarge: { vi: "Tệp quá lớn.", en: "The file is too large." },
  problemTooLargeNext: {
    vi: "Chưa nhập dòng nào. Chia tệp nhỏ hơn rồi thử lại.",
    en: "No row was imported. Split the file and try again.",
  },
  problemBusy: { vi: "Máy chủ đang bận.", en: "The server is busy." },
  problemBusyNext: { vi: "Không có gì bị mất. Đợi một phút rồi thử lại.", en: "Nothing was lost. Wait a minute and try again." },
  problemServer: { vi: "Máy chủ gặp lỗi.", en: "The server met an error." },
  problemServerNext: {
    vi: "Không có gì bị ghi dở. Thử lại; nếu vẫn lỗi, báo quản trị kèm giờ xảy ra.",
    en: "Nothing was left half-written. Try again; if it persists, tell the administrator the time it happened.",
  },
  problemUnreadable: { vi: "Máy chủ trả lời không đúng định dạng đã hẹn.", en: "The server's answer breaks the agreed format." },
  problemUnreadableNext: {
    vi: "Tải lại trang; nếu vẫn lỗi, máy chủ và trang đang ở hai phiên bản khác nhau.",
    en: "Reload the page; if it persists, the server and this page are of different versions.",
  },
  problemFileCut: { vi: "Tệp chưa tạo xong thì đứt.", en: "The file broke off before it was whole." },
  problemFileCutNext: {
    vi: "Không có gì được lưu trên máy này. Kiểm tra mạng rồi tạo lại; nếu vẫn đứt, chia nhỏ danh sách theo xã.",
    en: "Nothing was saved on this computer. Check the network and make it again; if it still breaks off, take the communes one by one.",
  },
  problemPage: { vi: "Trang gặp lỗi khi hiển thị.", en: "The page failed to draw." },
  problemPageNext: {
    vi: "Dữ liệu trên máy chủ không bị ảnh hưởng. Tải lại trang.",
    en: "The data on the server is not affected. Reload the page.",
  },
} as const satisfies Record<string, Text>;
