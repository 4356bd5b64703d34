import { countryCode, type UnitView } from "@dinhdanh/territory/contract";
import { Link } from "@tanstack/react-router";
import { useOfficer, useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { shortName } from "../words/tables.ts";

type Crumb = { code: string; name: string };

/** Way up from a unit. What lies above the officer's scope is named but cannot be opened. */
export function Crumbs({ path, here, leaf = false }: { path: readonly Crumb[]; here?: string; leaf?: boolean }) {
  const { scope } = useOfficer();
  const { keep } = useView();
  const { t } = useLanguage();
  const nameOf = ({ code, name }: Crumb) => (code === countryCode ? t("country") : shortName(name));
  const from = scope === null ? 0 : path.findIndex(({ code }) => code === scope);
  return (
    <nav className="crumbs" aria-label={t("wayUp")}>
      <ol>
        {path.map(({ code, name }, index) => (
          <li key={code}>
            {from >= 0 && index >= from ? (
              <Link to="/don-vi/$code" params={{ code }} search={keep}>
                {nameOf({ code, name })}
              </Link>
            ) : (
              nameOf({ code, name })
            )}
          </li>
        ))}
        {here === undefined ? null : <li aria-current={leaf ? undefined : "page"}>{here}</li>}
      </ol>
    </nav>
  );
}

/** The ancestors of a unit from the country down, then the unit itself. */
export const unitPath = (unit: UnitView | undefined): Crumb[] =>
  unit === undefined ? [] : [...unit.ancestors, unit].map(({ code, name }) => ({ code, name }));
