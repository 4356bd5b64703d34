import { type BlankState, blankStates } from "@dinhdanh/cards/contract";
import { useQuery } from "@tanstack/react-query";
import { blanksQuery } from "../api/card-queries.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

/** The serials behind one figure of the equation; those that follow each other as one range. */
export function SerialRanges({ state }: { state: BlankState }) {
  const { t, say } = useLanguage();
  const { data, error, refetch } = useQuery(blanksQuery(state));
  return (
    <section className="block ranges" aria-label={t("serialsOf", { state: say(blankStates[state]) })}>
      <h2>{t("serialsOf", { state: say(blankStates[state]).toLocaleLowerCase() })}</h2>
      {data === undefined ? (
        error === null ? (
          <Bars rows={2} height={24} />
        ) : (
          <Trouble error={error} onRetry={() => void refetch()} />
        )
      ) : null}
      {data?.ranges.length === 0 ? <p className="mute">{t("serialsNone")}</p> : null}
      <ul>
        {data?.ranges.map(({ first, last, blanks }) => (
          <li key={first}>
            <span className="serial">{first === last ? first : `${first} – ${last}`}</span>{" "}
            <span className="mute small">{t("rangeCount", { n: blanks })}</span>
          </li>
        ))}
      </ul>
      {data?.more === true ? <p className="mute small">{t("serialsMore", { n: data.ranges.length })}</p> : null}
    </section>
  );
}
