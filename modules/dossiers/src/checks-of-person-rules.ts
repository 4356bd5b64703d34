import { calendarDay, dayOf, type PartialDate, yearOf } from "@dinhdanh/kernel/contract";
import { findingKinds, type FindingKind } from "@dinhdanh/population/contract";
import { type Case, contentOf, failed, passed } from "./check-case.ts";
import { changeableFields, type CheckFinding, eligibilityOf, ineligibilities, openStates } from "./contract.ts";

/** Facts as they will stand once the declared changes are taken over. */
function declaredFacts(one: Pick<Case, "facts" | "steps">): Case["facts"] {
  const changes = contentOf(one, "changes")?.changes ?? [];
  return { ...one.facts, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) };
}

export function checkEligibility(one: Case): CheckFinding {
  const { birthDate = null, diedOn = null, nationality } = one.facts;
  const answer = eligibilityOf({ birthDate, diedOn, nationality }, dayOf(calendarDay(Date.parse(one.dossier.occurredAt))));
  if (answer.eligible) return passed("eligibility", { source: answer.source, throughGuardian: answer.throughGuardian });
  return failed("eligibility", "not-eligible", { source: answer.source, reason: answer.reason }, [
    { field: answer.reason === "not-vietnamese" ? "nationality" : "birthDate", text: ineligibilities[answer.reason] },
  ]);
}

/** Conflicts that the register knows of, and declared changes that start from something else than what it holds. */
export function checkRegister(one: Case): CheckFinding {
  const conflicts = one.findings.filter((finding) => finding.conflict);
  const known = new Map<string, unknown>(Object.entries(one.facts));
  const declared = contentOf(one, "changes")?.changes ?? [];
  const strange = declared.filter(({ field, from, to }) => {
    const held = known.get(field);
    const now = typeof held === "string" ? held.normalize("NFC") : null;
    return now !== to.normalize("NFC") && now !== (from === null ? null : from.normalize("NFC"));
  });
  const evidence = {
    conflicts: conflicts.length,
    declared: declared.length,
    notFromRegister: strange.length,
    correctedSince: one.correctedSince,
  };
  const mends = [
    ...conflicts.map(({ kind, field }) => ({
      field,
      text: (findingKinds[kind as FindingKind] as { text: CheckText } | undefined)?.text ?? otherConflict,
    })),
    ...strange.map(({ field }) => ({ field: `changes.${field}`, text: notFromRegister(changeableFields[field]) })),
  ];
  if (mends.length === 0) return passed("register", evidence);
  if (strange.length === 0) return failed("register", "papers-conflict", evidence, mends);
  return failed("register", one.correctedSince ? "later-correction" : "misdeclared", evidence, mends);
}
type CheckText = { vi: string; en: string };
const otherConflict = { vi: "Dữ liệu dân cư mâu thuẫn: làm sạch trước", en: "The register contradicts itself: mend it first" };
const notFromRegister = (field: CheckText): CheckText => ({
  vi: `${field.vi}: giá trị cũ khác với dữ liệu dân cư, kiểm tra và nhập lại`,
  en: `${field.en}: the old value differs from the register; check it and enter it again`,
});

/** Decree 137/2015, art. 13: the 4th digit is century and sex, the 5th and 6th are the year of birth. */
export function checkNumber(one: Case): CheckFinding {
  const { pin, birthDate, sex } = declaredFacts(one);
  if (pin === undefined || !/^\d{12}$/.test(pin)) {
    return failed("number", "papers-conflict", { hasNumber: false }, [
      { field: "pin", text: { vi: "Chưa có số định danh: lập thủ tục cấp số", en: "There is no number: have one allocated" } },
    ]);
  }
  const digit = Number(pin[3]);
  const yearAgrees =
    birthDate === undefined || yearOf(birthDate as PartialDate) === 1900 + Math.floor(digit / 2) * 100 + Number(pin.slice(4, 6));
  const sexAgrees = sex === "unknown" || (sex === "female") === (digit % 2 === 1);
  const evidence = { hasNumber: true, yearAgrees, sexAgrees };
  if (yearAgrees && sexAgrees) return passed("number", evidence);
  return failed("number", "papers-conflict", evidence, [
    ...(yearAgrees
      ? []
      : [{ field: "birthDate", text: { vi: "Năm sinh không khớp số định danh", en: "The year of birth differs from the number" } }]),
    ...(sexAgrees ? [] : [{ field: "sex", text: { vi: "Giới tính không khớp số định danh", en: "The sex differs from the number" } }]),
  ]);
}

const decided: readonly string[] = ["clean", "approved", "in-production", "printed", "ready", "undelivered"];

/**
 * Of several open dossiers one stands: that which has come further, else the one submitted first. The others wait here for an officer to
 * decide; none is lost.
 */
export function checkDossiers({ dossier, others }: Case): CheckFinding {
  const open = others.filter((other) => openStates.includes(other.state));
  const before = open.filter((other) => decided.includes(other.state) || isEarlier(other, dossier));
  const evidence = { dossiers: others.length + 1, open: open.length + 1, before: before.length };
  if (before.length === 0) return passed("dossiers", evidence);
  return failed("dossiers", "dossier-open", { ...evidence, standing: before[0]?.dossierId ?? "" }, [
    {
      field: "dossier",
      text: {
        vi: "Người này đang có hồ sơ khác chưa xong: rút một hồ sơ, hoặc đợi hồ sơ kia kết thúc",
        en: "Another dossier of this person is open: withdraw one, or wait until the other has ended",
      },
    },
  ]);
}

function isEarlier(a: Case["dossier"], b: Case["dossier"]): boolean {
  const [first, second] = [a, b].map(({ submittedAt }) => (submittedAt === null ? Number.POSITIVE_INFINITY : Date.parse(submittedAt)));
  return first === second ? a.dossierId < b.dossierId : Number(first) < Number(second);
}

export function checkResidences({ residences }: Case): CheckFinding {
  const evidence = { residences: residences.length };
  if (residences.length <= 1) return passed("residences", evidence);
  return failed("residences", "two-residences", evidence, [
    {
      field: "permanentUnit",
      text: {
        vi: "Có hai nơi thường trú cùng lúc: xác minh và xóa một nơi",
        en: "Two permanent residences at one time: verify, and strike one off",
      },
    },
  ]);
}

/** A first issue needs that there is none; a change or re-issue replaces what there is. */
export function checkCards({ dossier, cards }: Case): CheckFinding {
  if (dossier.kind !== "first" || cards.length === 0) return passed("cards", { inForce: cards.length });
  return failed("cards", "card-in-force", { inForce: cards.length }, [
    {
      field: "kind",
      text: { vi: "Đang có thẻ còn giá trị: lập hồ sơ đổi hoặc cấp lại", en: "A card is in force: make it a change or a re-issue" },
    },
  ]);
}

/** Whether biometrics are taken of the person on the day of the collection. */
export function needsBiometrics({ facts, dossier }: Pick<Case, "facts" | "dossier">): boolean {
  const day = dayOf(calendarDay(Date.parse(dossier.occurredAt)));
  const answer = eligibilityOf({ birthDate: facts.birthDate ?? null, diedOn: null }, day);
  return !answer.eligible || answer.biometrics;
}
