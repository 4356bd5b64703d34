import { Tag } from "../../parts/tag.tsx";
import { useLanguage } from "../../words/language.tsx";
import type { Look } from "./eye.ts";

/** More at once confuse: what is mended first comes first. */
const mostShown = 3;

/** What to mend, or that nothing is. */
export function Faults({ faults }: { faults: Look["faults"] }) {
  const { t, say } = useLanguage();
  if (faults.length === 0) return <Tag tone="done">{t("portraitGood")}</Tag>;
  return (
    <ul className="faults" aria-live="polite">
      {faults.slice(0, mostShown).map(({ code, mend }) => (
        <li key={code}>
          <span aria-hidden="true">▲ </span>
          {say(mend)}
        </li>
      ))}
    </ul>
  );
}
