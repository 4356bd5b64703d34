import { type Text, unitCodeSchema } from "@dinhdanh/kernel/contract";
import { z } from "zod";
import { actions, officerRoles } from "./permissions.ts";

export {
  type Action,
  actions,
  may,
  type OfficerRole,
  officerRoles,
  permissions,
  type Role,
  roleNames,
  scopeLevels,
} from "./permissions.ts";

/** Lower-case letters, digits, hyphens; `system` is the program itself. */
export const officerCodeSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, { message: "must be 2 to 40 lower-case letters, digits or hyphens" })
  .refine((code) => code !== "system", { message: "is the program itself" });

/** Long rather than intricate (NIST SP 800-63B, 5.1.1.2); the upper bound keeps hashing cheap. */
export const passwordSchema = z.string().min(12).max(200);

export const signInRequestSchema = z.strictObject({ code: z.string().min(1).max(40), password: z.string().min(1).max(200) });
export type SignInRequest = z.infer<typeof signInRequestSchema>;

export const demoSignInRequestSchema = z.strictObject({ code: officerCodeSchema });

export const newOfficerSchema = z.strictObject({
  code: officerCodeSchema,
  name: z.string().trim().min(1).max(100),
  role: z.enum(officerRoles),
  /** code of the unit; null is the whole country */
  scope: unitCodeSchema.nullable(),
  password: passwordSchema,
});
export type NewOfficer = z.infer<typeof newOfficerSchema>;

export const officerViewSchema = z.object({
  code: z.string(),
  name: z.string(),
  role: z.enum(officerRoles),
  /** code of the unit whose people the officer may see; null is the whole country */
  scope: z.string().nullable(),
  scopeName: z.string(),
  demo: z.boolean(),
  /** ISO 8601; null while the officer may sign in */
  disabledAt: z.string().nullable(),
});
export type OfficerView = z.infer<typeof officerViewSchema>;

/** What an officer is called; null for a code that nobody bears here, as that of another system whose acts were imported. */
export const officerNameSchema = z.object({ name: z.string().nullable() });

/** Who is signed in, and which buttons to show. */
export const sessionViewSchema = z.object({
  officer: z.string(),
  name: z.string(),
  role: z.enum(officerRoles),
  scope: z.string().nullable(),
  scopeName: z.string(),
  /** key of the scope's unit; 0 is the country */
  scopeUnitId: z.int(),
  permissions: z.array(z.enum(actions)),
  demo: z.boolean(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** Every refusal of this module, with what the person can do next. */
export const staffRefusals = {
  "not-permitted": { vi: "Vai trò của bạn không được làm việc này", en: "Your role may not do this" },
  "outside-scope": { vi: "Đơn vị này nằm ngoài địa bàn của bạn", en: "This unit lies outside the area that you may see" },
  "unknown-scope": { vi: "Không có đơn vị mang mã này", en: "No unit bears this code" },
  "scope-level": { vi: "Địa bàn không hợp với vai trò", en: "The scope is not of a level that fits the role" },
  "code-taken": { vi: "Mã cán bộ đã có người dùng", en: "Another officer has this code" },
  "unknown-officer": { vi: "Không có cán bộ mang mã này", en: "No officer has this code" },
  "already-disabled": { vi: "Cán bộ này đã bị khóa", en: "This officer is disabled already" },
  oneself: { vi: "Không thể tự khóa tài khoản của mình", en: "You cannot disable yourself" },
  "demo-officer": { vi: "Cán bộ dùng thử không có mật khẩu", en: "A demonstration officer has no password" },
  "too-many-tries": { vi: "Sai quá nhiều lần: hãy đợi rồi thử lại", en: "Too many wrong tries: wait, then try again" },
  "wrong-credentials": { vi: "Mã cán bộ hoặc mật khẩu không đúng", en: "The officer code or the password is wrong" },
  "officer-disabled": { vi: "Tài khoản đã bị khóa: liên hệ quản trị", en: "This account is disabled: ask an administrator" },
  "demo-off": { vi: "Máy chủ không chạy ở chế độ dùng thử", en: "The server does not run in demo mode" },
} satisfies Record<string, Text>;
export type StaffRefusalCode = keyof typeof staffRefusals;
