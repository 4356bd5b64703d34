import { exclusionReasons, type ExclusionReason, type RemainingPerson } from "@dinhdanh/campaign/contract";
import { Link, useSearch } from "@tanstack/react-router";
import { LinkButton } from "../parts/link-button.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { doWords } from "../words/tables.ts";
import { Born, PhoneLink } from "./person-line.tsx";

const reasonOf = (reason: string) => exclusionReasons[reason as ExclusionReason] ?? { vi: reason, en: reason };

/** On a desk one line; on a phone two lines and two buttons in reach of the thumb. In the list of a larger unit than theirs, `here`, the commune is named. */
export function RemainingRow({ person, here }: { person: RemainingPerson; here: string }) {
  const { t, say } = useLanguage();
  const { carried, asOf } = useView();
  const { personId, fullName, birthDate, address, unit, unitName, destination, phone, excludedReason } = person;
  const home = [address ?? "", unit === here ? "" : unitName].filter((part) => part !== "").join(", ");
  const params = { personId };
  return (
    <li className="row" data-line>
      <Link className="row-name" data-row to="/cong-dan/$personId" params={params} search={{ ...carried, "muc-dich": "campaign" }}>
        {fullName}
      </Link>
      <span className="row-born">
        <Born birthDate={birthDate} asOf={asOf} />
      </span>
      <span className="row-place">
        {[home, destination === null ? "" : t("at", { place: destination })].filter((part) => part !== "").join(" · ")}
        {excludedReason === null ? null : (
          <span className="mute small"> {t("excludedFor", { reason: say(reasonOf(excludedReason)) })}</span>
        )}
      </span>
      <span className="row-phone">
        <PhoneLink phone={phone} name={fullName} />
      </span>
      <span className="row-actions">
        <PhoneLink phone={phone} name={fullName} button />
        <NextAction person={person} here={here} />
      </span>
    </li>
  );
}

/** A team travels for everybody at one place: to the list of those. What else is to be done begins at the person. */
function NextAction({ person: { personId, fullName, group, destination }, here }: { person: RemainingPerson; here: string }) {
  const { t } = useLanguage();
  const { carried, list } = useView();
  const { "noi-den": shown } = useSearch({ strict: false });
  const looks = { variant: "default", size: "xs", tabIndex: -1 } as const;
  if (group === "away" && destination !== null && shown === undefined) {
    const search = { ...list, nhom: group, "noi-den": destination };
    return (
      <LinkButton
        {...looks}
        to="/don-vi/$code/con-lai"
        params={{ code: here }}
        search={search}
        aria-label={t("doAwayTo", { place: destination })}
      >
        {t(doWords.away)}
      </LinkButton>
    );
  }
  const word = t(group === "away" ? "doAbroad" : doWords[group]);
  return (
    <LinkButton
      {...looks}
      to="/cong-dan/$personId"
      params={{ personId }}
      search={{ ...carried, "muc-dich": "campaign" }}
      aria-label={`${word}: ${fullName}`}
    >
      {word}
    </LinkButton>
  );
}
