import type { Locale, Text } from "@dinhdanh/kernel";

/** An issue as fastify-type-provider-zod hands it on: zod's, with its parameters beside. */
export type ValidationIssue = { keyword: string; instancePath: string; message?: string | undefined; params: Record<string, unknown> };

/** By zod's code, and for what has no words of its own. */
export type ReasonWords = Record<string, Text> & { otherwise: Text };

const inAForm: ReasonWords = {
  missing: { vi: "còn thiếu", en: "is missing" },
  invalid_type: { vi: "sai kiểu dữ liệu", en: "has the wrong type" },
  too_big: { vi: "quá dài hoặc quá lớn", en: "is too long or too large" },
  too_small: { vi: "quá ngắn hoặc quá nhỏ", en: "is too short or too small" },
  invalid_value: { vi: "không thuộc các giá trị cho phép", en: "is not one of the allowed values" },
  unrecognized_keys: { vi: "không phải là trường của yêu cầu này", en: "is not a field of this request" },
  otherwise: { vi: "không đúng dạng", en: "is not of the right form" },
};

/** A key that a client made up could itself be a name or a number, so only what looks like one of ours, or like a place in a list, is said back. */
const safeKey = (key: string) => (/^([a-z][a-z0-9_.-]{0,40}|\d{1,3})$/i.test(key) ? key : "?");

/** Which fields are at fault and why; never their values. */
export function invalidFields(
  issues: readonly ValidationIssue[],
  locale: Locale,
  words: ReasonWords = inAForm,
): { field: string; reason: string }[] {
  return issues.flatMap(({ keyword, instancePath, message, params }) => {
    const path = instancePath.split("/").filter((part) => part !== "");
    const keys = keyword === "unrecognized_keys" && Array.isArray(params["keys"]) ? (params["keys"] as string[]) : undefined;
    const absent = keyword === "invalid_type" && message?.endsWith("received undefined") === true;
    const reason = (words[absent ? "missing" : keyword] ?? words.otherwise)[locale];
    const fields = keys === undefined ? [path] : keys.map((key) => [...path, key]);
    return fields.slice(0, 10).map((parts) => ({ field: parts.map(safeKey).join(".") || "body", reason }));
  });
}
