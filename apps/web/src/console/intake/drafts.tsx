import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { states } from "@dinhdanh/dossiers/contract";
import { dossierListQuery } from "../api/dossier-queries.ts";
import { useLanguage } from "../words/language.tsx";

/** Dossiers that wait for whoever collects: begun and not submitted, or sent back to be mended. */
export function Drafts() {
  const { t, say, time } = useLanguage();
  const { data } = useInfiniteQuery(dossierListQuery({ states: ["draft", "returned"] }));
  const dossiers = data?.pages.flatMap((page) => page.dossiers) ?? [];
  if (dossiers.length === 0) return null;
  return (
    <section className="drafts">
      <h2>{t("draftsTitle")}</h2>
      <ul>
        {dossiers.slice(0, 8).map(({ dossierId, fullName, state, stateSince }) => (
          <li key={dossierId}>
            <Link to="/thu-nhan/$dossierId" params={{ dossierId }}>
              {fullName}
            </Link>
            <span className={state === "returned" ? "danger small" : "mute small"}>{say(states[state].text)}</span>
            <span className="mute small">{time(stateSince)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
