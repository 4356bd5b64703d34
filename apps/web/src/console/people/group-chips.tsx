import { type Remaining, remainingGroups } from "@dinhdanh/campaign/contract";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useActiveShown } from "../parts/use-active-shown.ts";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

const route = getRouteApi("/trong/don-vi/$code/con-lai");

/** What it takes as filters, each with its count; for those away, where they are. */
export function GroupChips({ remaining }: { remaining: Remaining }) {
  const { t, say, number } = useLanguage();
  const { nhom } = route.useSearch();
  const { list } = useView();
  const [groupRow, placeRow] = [useActiveShown(), useActiveShown()];
  const params = { code: remaining.unit };
  const away = remaining.groups.find(({ group }) => group === "away");
  const groups = remaining.groups.filter(({ count, group }) => count > 0 || group === nhom);
  if (remaining.total === 0) return null;
  return (
    <>
      <nav ref={groupRow} className="chips" aria-label={t("groupFilter")}>
        <Link className="chip" to="/don-vi/$code/con-lai" params={params} search={list} activeOptions={{ exact: true }} resetScroll={false}>
          {t("groupAll")} <span className="num">{number(remaining.total)}</span>
        </Link>
        {groups.map(({ group, count }) => (
          <Link
            key={group}
            className="chip"
            to="/don-vi/$code/con-lai"
            params={params}
            search={{ ...list, nhom: group }}
            resetScroll={false}
            title={say(remainingGroups[group].todo)}
          >
            {say(remainingGroups[group])} <span className="num">{number(count)}</span>
          </Link>
        ))}
      </nav>
      {nhom !== "away" || away === undefined || away.destinations.length === 0 ? null : (
        <nav ref={placeRow} className="chips chips-small" aria-label={t("destinationFilter")}>
          <Link
            className="chip"
            to="/don-vi/$code/con-lai"
            params={params}
            search={{ ...list, nhom }}
            activeOptions={{ exact: true }}
            resetScroll={false}
          >
            {t("destinationAll")}
          </Link>
          {away.destinations.map(({ name, count }) => (
            <Link
              key={name}
              className="chip"
              to="/don-vi/$code/con-lai"
              params={params}
              search={{ ...list, nhom, "noi-den": name }}
              activeOptions={{ exact: true }}
              resetScroll={false}
            >
              {name} <span className="num">{number(count)}</span>
            </Link>
          ))}
        </nav>
      )}
    </>
  );
}
