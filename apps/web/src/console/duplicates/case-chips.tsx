import { Link } from "@tanstack/react-router";
import { type CaseKind, caseKinds } from "../routing/url-state.ts";
import { useLanguage } from "../words/language.tsx";

const words = { "hai-so": "casesTwoNumbers", "mot-so": "casesOneNumber" } as const satisfies Record<CaseKind, string>;

/** All pairs of records, or the two kinds of cases about numbers. */
export function CaseChips({ kind }: { kind: CaseKind | undefined }) {
  const { t } = useLanguage();
  return (
    <nav className="chips chips-few" aria-label={t("casesFilter")}>
      {[undefined, ...caseKinds].map((key) => (
        <Link
          key={key ?? "all"}
          className="chip"
          to="/trung-lap"
          search={key === undefined ? {} : { loai: key }}
          aria-current={key === kind ? "page" : undefined}
          activeOptions={{ exact: true }}
          resetScroll={false}
        >
          {t(key === undefined ? "casesAll" : words[key])}
        </Link>
      ))}
    </nav>
  );
}
