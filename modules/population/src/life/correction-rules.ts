import { isDay, parsePartialDate } from "@dinhdanh/kernel/contract";
import { normaliseName, normaliseText } from "@dinhdanh/vietnamese";
import { type Facts, relations, sexes } from "../facts.ts";
import type { CorrectionChange } from "./correction-contract.ts";

const isPin = (text: string) => /^\d{12}$/.test(text);

/** The value as the register writes it, or undefined when it cannot be one. Null takes it away. */
export function correctedValue({ field, to }: Pick<CorrectionChange, "field" | "to">): string | null | undefined {
  if (to === null) return field === "fullName" || field === "sex" ? undefined : null;
  switch (field) {
    case "fullName":
      return normaliseName(to) || undefined;
    case "birthDate": {
      const parsed = parsePartialDate(to);
      return parsed.kind === "date" ? parsed.date : undefined;
    }
    case "diedOn":
      return isDay(to) ? to : undefined;
    case "sex":
      return (sexes as readonly string[]).includes(to) ? to : undefined;
    case "relation":
      return (relations as readonly string[]).includes(to) ? to : undefined;
    case "fatherPin":
    case "motherPin":
      return isPin(to) ? to : undefined;
    case "phone":
      return to.slice(0, 20);
    default:
      return normaliseText(to);
  }
}

/** What the register shows as the value that a proposal starts from. */
export const heldValue = (facts: Readonly<Partial<Facts>>, field: CorrectionChange["field"]): string | null => facts[field] ?? null;
