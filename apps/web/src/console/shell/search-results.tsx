import type { Found } from "@dinhdanh/campaign/contract";
import { type Purpose, purposes } from "@dinhdanh/population/contract";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import type { Hit } from "./search-hits.ts";

/** How a person was found, where the name alone does not show it. */
const matches: Partial<Record<Found["people"][number]["matched"], Word>> = {
  ...{ number: "matchedPin", "old-number": "matchedOldId", phone: "matchedPhone", household: "matchedHousehold" },
  ...{ unaccented: "matchedUnaccented", birth: "matchedBirth", parent: "matchedParent", typo: "matchedTypo" },
};

type Props = {
  id: string;
  q: string;
  hits: Hit[];
  chosen: number;
  busy: boolean;
  error: unknown;
  /** how many more match outside the territory */
  outside: number;
  /** people who were imported a moment ago may be missing */
  indexing: boolean;
  onOpen: (index: number) => void;
  onPurpose: (purpose: Purpose) => void;
};

export function SearchResults({ id, q, hits, chosen, busy, error, outside, indexing, onOpen, onPurpose }: Props) {
  const { t } = useLanguage();
  const firstUnit = hits.findIndex(({ kind }) => kind === "unit");
  const word: Word = q.length < 2 ? "searchTeach" : busy ? "searchSearching" : "searchNothing";
  return (
    <div className="results">
      {hits.length > 0 ? null : error !== null && q.length >= 2 ? (
        <Trouble error={error} />
      ) : (
        <p className="results-none">{outside > 0 ? t("searchNobodyHere") : t(word, { q })}</p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- results of a combobox, in lines that a select cannot draw */}
      <div id={id} role="listbox" aria-label={t("searchLabel")} aria-busy={busy}>
        {hits.map((hit, index) => (
          <div key={hit.kind === "person" ? hit.person.personId : hit.unit.unitId}>
            {index === firstUnit || index === 0 ? (
              <p className="results-kind">{t(hit.kind === "person" ? "searchPeople" : "searchUnits")}</p>
            ) : null}
            {/* the keyboard works through aria-activedescendant of the box */}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role */}
            <div id={`${id}-${index}`} role="option" aria-selected={index === chosen} className="result" onClick={() => onOpen(index)}>
              <HitLine hit={hit} />
            </div>
          </div>
        ))}
      </div>
      {indexing ? <p className="results-none">{t("searchIndexing")}</p> : null}
      {outside > 0 ? <Outside count={outside} onPurpose={onPurpose} /> : null}
    </div>
  );
}

/** People of other territories are shown for a stated purpose only. */
function Outside({ count, onPurpose }: { count: number; onPurpose: (purpose: Purpose) => void }) {
  const { t, say } = useLanguage();
  return (
    <div className="results-outside">
      <p>{count >= 100 ? t("searchOutsideMany") : t("searchOutside", { n: count })}</p>
      {(Object.keys(purposes) as Purpose[]).map((purpose) => (
        <button key={purpose} type="button" className="results-purpose" onClick={() => onPurpose(purpose)}>
          {say(purposes[purpose])}
        </button>
      ))}
      <p className="mute small">{t("searchLogged")}</p>
    </div>
  );
}

function HitLine({ hit }: { hit: Hit }) {
  const { t, day } = useLanguage();
  if (hit.kind === "unit") {
    const { level, name, parentName } = hit.unit;
    const where = level === "province" ? t("levelProvince") : (parentName ?? t("country"));
    return (
      <>
        <b>{name}</b>
        <span>{where}</span>
      </>
    );
  }
  const { fullName, birthDate, unitName, matched, outside } = hit.person;
  const how = matches[matched];
  return (
    <>
      <b>{fullName}</b>
      <span>
        {[birthDate === null ? null : day(birthDate), unitName, how === undefined ? null : t(how), outside ? t("searchBeyond") : null]
          .filter((part) => part !== null)
          .join(" · ")}
      </span>
    </>
  );
}
