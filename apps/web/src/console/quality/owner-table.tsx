import type { Quality } from "@dinhdanh/campaign/contract";
import { type FindingKind, qualityRules } from "@dinhdanh/population/contract";
import { NativeSelect } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useOfficerName } from "../parts/officer.tsx";
import { useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

type Owners = NonNullable<Quality["owners"]>;

const filterOf = (officer: string | null, me: string) => (officer === null ? "nobody" : officer === me ? "mine" : `officer:${officer}`);

/** Whose findings are listed, in words; undefined when everybody's are. */
export function useOwnerWords(owner: string | undefined): string | undefined {
  const { t } = useLanguage();
  const { code: me } = useOfficer();
  const name = useOfficerName(owner?.startsWith("officer:") === true ? owner.slice("officer:".length) : me);
  if (owner === undefined) return undefined;
  return owner === "mine" ? t("findingOwnerMine") : owner === "nobody" ? t("findingOwnerNobody") : name;
}

/** How many findings of a rule, or of all, each owner has now, and how old the oldest is; the figure opens into the list. */
export function OwnerTable({ owners, kind, chosen }: { owners: Owners; kind: FindingKind | undefined; chosen: string | undefined }) {
  const { t, say, day, number } = useLanguage();
  const { code: me } = useOfficer();
  if (owners.length === 0) return null;
  const caption = t("qualityByOwner");
  return (
    <table className="quality-owners">
      <caption className="quality-caption">{kind === undefined ? caption : `${caption}: ${say(qualityRules[kind].text)}`}</caption>
      <thead>
        <tr>
          <th scope="col">{t("findingOwner")}</th>
          <th scope="col" className="num">
            {t("qualityOpen")}
          </th>
          <th scope="col" className="num">
            {t("qualityOldest")}
          </th>
        </tr>
      </thead>
      <tbody>
        {owners.map(({ officer, name, open, oldest, age }) => {
          const filter = filterOf(officer, me);
          const called =
            officer === null ? t("findingOwnerNobody") : `${name ?? officer}${officer === me ? ` (${t("findingOwnerMe")})` : ""}`;
          return (
            <tr
              key={filter}
              aria-current={filter === chosen ? "true" : undefined}
              className={filter === chosen ? "quality-chosen" : undefined}
            >
              <th scope="row">
                {called}
                {officer === null ? <span className="quality-mend">{t("qualityOwnerNobody")}</span> : null}
              </th>
              <td className="num">
                <Link
                  className="figure"
                  to="."
                  search={(previous) => ({ ...previous, "phu-trach": filter })}
                  resetScroll={false}
                  aria-label={t("qualityOwnerOpens", { n: open, owner: called })}
                >
                  {number(open)}
                </Link>
              </td>
              <td className="num">
                {day(oldest)}
                <span className="quality-mend">{t("qualityAge", { n: age })}</span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Whose work is listed; it stays in the address. */
export function OwnerChoice({ owners, owner }: { owners: Owners; owner: string | undefined }) {
  const { t } = useLanguage();
  const { code: me } = useOfficer();
  const navigate = useNavigate({ from: "/don-vi/$code/chat-luong" });
  const words = useOwnerWords(owner);
  const officers = owners.flatMap(({ officer, name }) =>
    officer === null || officer === me ? [] : [{ value: filterOf(officer, me), label: name ?? officer }],
  );
  const known = owner === undefined || owner === "mine" || owner === "nobody" || officers.some(({ value }) => value === owner);
  const choose = (value: string) =>
    void navigate({
      to: ".",
      search: (previous) => ({ ...previous, "phu-trach": value === "" ? undefined : value }),
      replace: true,
      resetScroll: false,
    });
  return (
    <NativeSelect
      size="xs"
      aria-label={t("findingOwner")}
      value={owner ?? ""}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={[
        { value: "", label: t("findingOwnerAll") },
        { value: "mine", label: t("findingOwnerMine") },
        { value: "nobody", label: t("findingOwnerNobody") },
        ...officers,
        ...(known ? [] : [{ value: owner, label: words ?? owner }]),
      ]}
    />
  );
}
