import type { Text } from "@dinhdanh/kernel/contract";

/** Agencies that ask the register, and what has not reached them. */
export const agencyWords = {
  navAgencies: { vi: "Cơ quan kết nối", en: "Agencies" },
  shortcutAgencies: { vi: "Đến Cơ quan kết nối", en: "Go to the agencies" },
  agenciesClosed: { vi: "Trang này dành cho quản trị", en: "This page is for administrators" },
  agenciesClosedLead: {
    vi: "Cần thêm cơ quan kết nối hoặc gửi lại thông báo: liên hệ quản trị hệ thống.",
    en: "To add an agency or have notifications sent again, ask an administrator.",
  },
  agenciesNone: { vi: "Chưa có cơ quan nào kết nối", en: "No agency has access yet" },
  agenciesTeach: {
    vi: "Thêm cơ quan bằng lệnh {command}, theo thỏa thuận đã ký.",
    en: "Add one with the command {command}, as its agreement says.",
  },
  agenciesTitle: { vi: "{n} cơ quan kết nối", en: "{n} {n|agency|agencies}" },
  agenciesFine: { vi: "Mọi thông báo đã tới nơi", en: "Every notification has arrived" },
  agenciesWaiting: { vi: "{n} thông báo đang chờ", en: "{n} {n|notification|notifications} waiting" },
  agenciesDead: { vi: "{n} thông báo dừng gửi", en: "{n} {n|notification|notifications} dead" },
  columnAgency: { vi: "Cơ quan", en: "Agency" },
  columnAgreement: { vi: "Thỏa thuận", en: "Agreement" },
  columnLastUse: { vi: "Dùng lần cuối", en: "Last use" },
  columnNotices: { vi: "Thông báo", en: "Notifications" },
  agreementFrom: { vi: "từ {from}", en: "from {from}" },
  agreementSpan: { vi: "{from} đến {until}", en: "{from} to {until}" },
  agencyAdjudicates: { vi: "Được tự gộp bản ghi của một người", en: "May merge records of one person itself" },
  agencyDisabled: { vi: "Đã khóa", en: "Disabled" },
  neverUsed: { vi: "chưa dùng", en: "never" },
  resendDo: { vi: "Gửi lại cho {agency}", en: "Send again to {agency}" },
  stuckTitle: { vi: "Chưa tới nơi", en: "Not arrived" },
  columnTopic: { vi: "Chủ đề", en: "Topic" },
  columnAttempts: { vi: "Số lần gửi", en: "Tries" },
  columnNextTry: { vi: "Lần gửi tới", en: "Next try" },
  columnDeliveryFault: { vi: "Lý do", en: "Why" },
  deliveryWaiting: { vi: "đang chờ", en: "waiting" },
  deliveryDead: { vi: "dừng gửi", en: "dead" },
  faultStatus: { vi: "Cơ quan trả lời {status}", en: "The agency answered {status}" },
} as const satisfies Record<string, Text>;
