import type { ListMeasure } from "@dinhdanh/campaign/contract";
import { Link } from "@tanstack/react-router";
import { useView } from "../routing/use-view.ts";
import { useOpens } from "./opening.ts";
import { useLanguage } from "../words/language.tsx";

type Props = {
  n: number;
  unit: string;
  asOf: string;
  measure: ListMeasure;
  /** those for whom the measure does not hold */
  not?: boolean;
  /** with `not`: only those who have reached this stage, hence wait behind it */
  after?: ListMeasure;
  /** the campaign's own rest, which has a list of its own, ordered by what it takes */
  remaining?: boolean;
};

/** A figure that opens the people behind it; in plain ink where there is nothing to open. */
export function FigureLink({ n, unit, asOf, measure, not = false, after, remaining = false }: Props) {
  const { number } = useLanguage();
  const opens = useOpens(unit);
  const { list } = useView();
  if (!opens || n === 0) return <>{number(n)}</>;
  const params = { code: unit };
  if (remaining) {
    return (
      <Link className="figure" to="/don-vi/$code/con-lai" params={params} search={{ ...list, ngay: asOf }}>
        {number(n)}
      </Link>
    );
  }
  return (
    <Link
      className="figure"
      to="/don-vi/$code/cong-dan"
      params={params}
      search={{ ...list, ngay: asOf, "chi-so": measure, ...(not ? { chua: "1" } : {}), ...(after === undefined ? {} : { da: after }) }}
    >
      {number(n)}
    </Link>
  );
}
