import type { Coverage } from "@dinhdanh/campaign/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { rankingQuery } from "../api/queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

const shown = 5;

/** The first communes to complete: what others look up to. */
export function FirstPanel({ coverage }: { coverage: Coverage }) {
  const { t, day } = useLanguage();
  const { asOf, keep } = useView();
  const { data } = useQuery(rankingQuery({ level: "commune", asOf, within: coverage.unit }));
  const first = (data ?? []).filter(({ completedOn }) => completedOn !== null).slice(0, shown);
  return (
    <section className="first">
      <h2>{t("firstTitle")}</h2>
      {data === undefined ? <Bars rows={shown} height={24} /> : first.length === 0 ? <p className="mute">{t("firstNone")}</p> : null}
      <ol>
        {first.map(({ unit, name, parentName, rank, completedOn }) => (
          <li key={unit}>
            <span className="num mute">{rank}</span>
            <span>
              <Link to="/don-vi/$code" params={{ code: unit }} search={keep}>
                {name}
              </Link>{" "}
              <span className="mute small">{parentName}</span>
            </span>
            <span className="num">{completedOn === null ? "" : day(completedOn)}</span>
          </li>
        ))}
      </ol>
      <p className="small">
        <Link to="/xep-hang" search={{ ngay: asOf, cap: "commune", trong: coverage.unit }}>
          {t("wholeRanking")}
        </Link>
      </p>
    </section>
  );
}
