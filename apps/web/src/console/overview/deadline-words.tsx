import type { Coverage } from "@dinhdanh/campaign/contract";
import { useLanguage } from "../words/language.tsx";

/** Every day that was set, and how the (expected) completion stands to it. */
export function DeadlineWords({ coverage }: { coverage: Coverage }) {
  const { t } = useLanguage();
  const said = coverage.deadlines.flatMap(({ kind, daysAhead }) => {
    if (daysAhead === null) return [];
    const n = Math.abs(daysAhead);
    if (kind === "commitment") return [t(daysAhead > 0 ? "aheadOfCommitment" : daysAhead < 0 ? "behindCommitment" : "onCommitment", { n })];
    return [t(daysAhead > 0 ? "aheadOfDirective" : daysAhead < 0 ? "behindDirective" : "onDirective", { n })];
  });
  if (said.length === 0) return null;
  const sentence = `${said.join(", ")}.`;
  return <>{coverage.remaining === 0 ? sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1) : sentence}</>;
}
