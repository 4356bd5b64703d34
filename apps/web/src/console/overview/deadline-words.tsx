import type { Coverage } from "@dinhdanh/campaign/contract";
import { useLanguage } from "../words/language.tsx";

const wordsOf = {
  directive: ["aheadOfDirective", "behindDirective", "onDirective"],
  emulation: ["aheadOfEmulation", "behindEmulation", "onEmulation"],
  commitment: ["aheadOfCommitment", "behindCommitment", "onCommitment"],
} as const;

/** Every day that was set, and how the (expected) completion stands to it. */
export function DeadlineWords({ coverage }: { coverage: Coverage }) {
  const { t } = useLanguage();
  const said = coverage.deadlines.flatMap(({ kind, daysAhead }) => {
    if (daysAhead === null) return [];
    const n = Math.abs(daysAhead);
    const [ahead, behind, on] = wordsOf[kind];
    return [t(daysAhead > 0 ? ahead : daysAhead < 0 ? behind : on, { n })];
  });
  if (said.length === 0) return null;
  const sentence = `${said.join(", ")}.`;
  return <>{coverage.remaining === 0 ? sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1) : sentence}</>;
}
