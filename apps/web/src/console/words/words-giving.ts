import type { Text } from "@dinhdanh/kernel/contract";

/** Findings that are given, taken over or given back together. */
export const givingWords = {
  giveChoose: { vi: "Chọn việc", en: "Choose findings" },
  givePage: { vi: "{n} việc đang hiện", en: "The {n} shown" },
  giveAll: { vi: "Tất cả {n} việc theo bộ lọc", en: "All {n} of this filter" },
  giveTick: { vi: "Chọn: {about}", en: "Choose: {about}" },
  giveCount: { vi: "Đã chọn {n} việc", en: "{n} {n|finding|findings} chosen" },
  giveTo: { vi: "Giao cho", en: "Give to" },
  giveToWhom: { vi: "Chọn cán bộ", en: "Choose an officer" },
  giveToMissing: { vi: "Chưa chọn cán bộ: chọn người nhận việc.", en: "No officer is chosen: choose who is to have them." },
  giveChosen: { vi: "Giao việc", en: "Give" },
  takeChosen: { vi: "Nhận việc", en: "Take over" },
  giveBackChosen: { vi: "Trả lại xã", en: "Give back" },
  giveTitle: { vi: "Giao việc", en: "Give findings" },
  takeTitle: { vi: "Nhận việc", en: "Take findings over" },
  backTitle: { vi: "Trả lại việc", en: "Give findings back" },
  giveShown: {
    vi: "Giao {n} việc của {people} người cho {officer}.",
    en: "{n} {n|finding|findings} of {people} {people|person|people} will be given to {officer}.",
  },
  takeShown: {
    vi: "Bạn nhận {n} việc của {people} người.",
    en: "You take over {n} {n|finding|findings} of {people} {people|person|people}.",
  },
  backShown: {
    vi: "Trả {n} việc của {people} người lại cho công an xã.",
    en: "{n} {n|finding|findings} of {people} {people|person|people} will go back to the police of the commune.",
  },
  giveRules: { vi: "Theo quy tắc", en: "By rule" },
  giveOwners: { vi: "Hiện do", en: "Now with" },
  giveLeft: {
    vi: "{n} việc giữ nguyên: đã xử lý xong, đã đúng người phụ trách, hoặc do cán bộ khác phụ trách.",
    en: "{n} {n|stays as it is|stay as they are}: resolved, with the right owner already, or another officer's.",
  },
  giveMost: {
    vi: "Mỗi lần nhiều nhất {n} việc: làm tiếp lần nữa cho phần còn lại.",
    en: "At most {n} at a time: do the same again for the rest.",
  },
  giveNothing: {
    vi: "Không có gì thay đổi: các việc đã chọn đã xử lý xong, đã đúng người phụ trách, hoặc do cán bộ khác phụ trách. Đóng lại rồi chọn việc khác.",
    en: "Nothing would change: what was chosen is resolved, with the right owner already, or another officer's. Close, then choose others.",
  },
  giveDo: { vi: "Giao {n} việc", en: "Give {n} {n|finding|findings}" },
  takeDo: { vi: "Nhận {n} việc", en: "Take over {n} {n|finding|findings}" },
  backDo: { vi: "Trả lại {n} việc", en: "Give back {n} {n|finding|findings}" },
  giveDone: { vi: "Đã giao {n} việc cho {officer}.", en: "{n} {n|finding was|findings were} given to {officer}." },
  takeDone: { vi: "Bạn đã nhận {n} việc.", en: "You took over {n} {n|finding|findings}." },
  backDone: { vi: "Đã trả lại {n} việc cho công an xã.", en: "{n} {n|finding|findings} went back to the police of the commune." },
} as const satisfies Record<string, Text>;
