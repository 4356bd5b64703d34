import type { Unit } from "@dinhdanh/territory/contract";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

/** More than these are folded: a header is two lines at most. */
const most = 6;

/** `on`: the day on which they are looked at; `borders`: as in the address. */
type Props = { units: readonly (Unit & { whole?: boolean })[]; on: string; borders?: "nay" };

/** Units by name, each a way to its figures; many are folded into how many they are. */
export function UnitLinks({ units, on, borders }: Props) {
  const { t } = useLanguage();
  const { keep } = useView();
  const links = units.map(({ unitId, code, name, whole = true }, index) => (
    <Fragment key={unitId}>
      {index === 0 ? null : ", "}
      {whole ? null : `${t("partOf")} `}
      <Link to="/don-vi/$code" params={{ code }} search={{ ...keep, ngay: on, "dia-gioi": borders }}>
        {name}
      </Link>
    </Fragment>
  ));
  if (links.length <= most) return <>{links}</>;
  return (
    <details className="unit-links">
      <summary>{t("unitsInAll", { n: links.length })}</summary>
      {links}
    </details>
  );
}
