import { countryCode, type UnitView } from "@dinhdanh/territory/contract";
import { Link } from "@tanstack/react-router";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { shortName } from "../words/tables.ts";

export type Crumb = { code: string; name: string };

/** Way up from a unit: figures of every unit are open to every officer. */
export function Crumbs({ path, here, leaf = false }: { path: readonly Crumb[]; here?: string; leaf?: boolean }) {
  const { keep } = useView();
  const { t } = useLanguage();
  const nameOf = ({ code, name }: Crumb) => (code === countryCode ? t("country") : shortName(name));
  return (
    <nav className="crumbs" aria-label={t("wayUp")}>
      <ol>
        {path.map(({ code, name }) => (
          <li key={code}>
            <Link to="/don-vi/$code" params={{ code }} search={keep}>
              {nameOf({ code, name })}
            </Link>
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
