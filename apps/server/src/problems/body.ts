import type { Locale } from "@dinhdanh/kernel";
import type { ProblemBody, ProblemDetails, ProblemExtra } from "./problem.ts";
import { type ProblemCode, problemTable } from "./table.ts";

/** The problem in words of one language; `{name}` in the words is replaced by the detail of that name. */
export function problemBody(code: ProblemCode, locale: Locale, details: ProblemDetails = {}, extra: ProblemExtra = {}): ProblemBody {
  const { status, title, detail } = problemTable[code];
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? "?"));
  return { type: `urn:dinhdanh:problem:${code}`, title: fill(title[locale]), status, detail: fill(detail[locale]), code, ...extra };
}
