import { staffRefusals } from "@dinhdanh/staff";
import type { ProblemEntry } from "./entry.ts";

/** Signing in, and what an officer may do. */
export const sessionProblems = {
  "not-signed-in": {
    status: 401,
    title: { vi: "Chưa đăng nhập hoặc phiên đã hết", en: "You are not signed in, or the session has ended" },
    detail: { vi: "Đăng nhập rồi làm lại.", en: "Sign in and do it again." },
  },
  "not-permitted": {
    status: 403,
    title: staffRefusals["not-permitted"],
    detail: {
      vi: "Nhờ người có quyền làm, hoặc đề nghị quản trị hệ thống đổi vai trò.",
      en: "Ask someone who may, or ask the administrator for another role.",
    },
  },
  "outside-scope": {
    status: 403,
    title: staffRefusals["outside-scope"],
    detail: {
      vi: "Không có dữ liệu nào được mở. Chọn đơn vị trong địa bàn, hoặc đề nghị chỉ huy mở rộng phạm vi.",
      en: "Nothing was opened. Choose a unit within your area, or ask your commander to widen it.",
    },
  },
  "wrong-credentials": {
    status: 401,
    title: staffRefusals["wrong-credentials"],
    detail: {
      vi: "Nhập lại; sau nhiều lần sai phải đợi. Quên mật khẩu: nhờ quản trị hệ thống đặt lại.",
      en: "Try again; after several failures you must wait. Ask the administrator to reset a forgotten password.",
    },
  },
  "too-many-tries": {
    status: 429,
    title: staffRefusals["too-many-tries"],
    detail: { vi: "Thử lại sau {retryAfterSeconds} giây.", en: "Try again in {retryAfterSeconds} seconds." },
  },
  "officer-disabled": {
    status: 403,
    title: staffRefusals["officer-disabled"],
    detail: {
      vi: "Đề nghị quản trị hệ thống cấp lại quyền truy cập.",
      en: "Ask the administrator to give you access again.",
    },
  },
  "demo-off": {
    status: 404,
    title: staffRefusals["demo-off"],
    detail: { vi: "Đăng nhập bằng mã cán bộ và mật khẩu.", en: "Sign in with your officer code and password." },
  },
  "unknown-officer": {
    status: 404,
    title: staffRefusals["unknown-officer"],
    detail: { vi: "Chọn lại từ danh sách.", en: "Choose again from the list." },
  },
} as const satisfies Record<string, ProblemEntry>;
