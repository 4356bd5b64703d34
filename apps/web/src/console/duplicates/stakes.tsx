import type { AtStake, MergeQuery } from "@dinhdanh/population/contract";
import { cardStates } from "@dinhdanh/cards/contract";
import { states } from "@dinhdanh/dossiers/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { mergePreviewQuery } from "../api/duplicate-calls.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { formatPin } from "../words/format.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";

const reachedWords: Record<string, Word> = {
  ...({ collectedOn: "reachedCollected", approvedOn: "reachedApproved", printedOn: "reachedPrinted" } as const),
  ...({ handedOverOn: "reachedHandedOver", eidRequestedOn: "reachedEidRequested", eidApprovedOn: "reachedEidApproved" } as const),
  ...({ eidActivatedOn: "reachedEidActivated", archiveDigitisedOn: "reachedArchive" } as const),
};

/** What a merge does to numbers, counts, dossiers and cards, as the server will do it. */
export function MergeStakes({ query }: { query: MergeQuery }) {
  const { t } = useLanguage();
  const { data, error } = useQuery(mergePreviewQuery(query));
  if (error !== null) return <Trouble error={error} />;
  if (data === undefined) return <Bars rows={4} height={20} />;
  const reached = data.reached.flatMap((field) => (reachedWords[field] === undefined ? [] : [t(reachedWords[field])]));
  const { keptPin, retiredPin } = data;
  return (
    <div className="stakes">
      <h3>{t("stakesTitle")}</h3>
      <ul>
        {keptPin === null || retiredPin === null ? null : (
          <li>{t("stakesNumbers", { kept: formatPin(keptPin), retired: formatPin(retiredPin) })}</li>
        )}
        <li>{t("stakesCount")}</li>
        {reached.length === 0 ? null : <li>{t("stakesReached", { what: reached.join(", ") })}</li>}
        <DossierStakes dossiers={data.dossiers} />
        <CardStakes cards={data.cards} />
      </ul>
      <p className="mute small">{t("stakesUndo")}</p>
    </div>
  );
}

function DossierStakes({ dossiers }: Pick<AtStake, "dossiers">) {
  const { t, say } = useLanguage();
  const n = dossiers.length;
  if (n === 0) return <li>{t("stakesNoDossiers")}</li>;
  const text = (state: string) => say(states[state as keyof typeof states].text);
  return (
    <li>
      {t("stakesDossiers", { n, count: n })}{" "}
      {dossiers.map(({ dossierId, state }) => (
        <Link key={dossierId} className="stake" to="/ho-so/$dossierId" params={{ dossierId }}>
          {text(state)}
        </Link>
      ))}
    </li>
  );
}

/** Cards that stop: those that go on the revocation list, and those that will not be made. */
export function CardStakes({ cards }: Pick<AtStake, "cards">) {
  const { t, say } = useLanguage();
  const listed = cards.filter((card) => card.listed);
  const waiting = cards.length - listed.length;
  const words = listed.map(
    ({ serial, state }) => `${serial ?? ""} (${say(cardStates[state as keyof typeof cardStates]).toLocaleLowerCase("vi")})`,
  );
  return (
    <>
      {cards.length === 0 ? <li>{t("stakesNoCards")}</li> : null}
      {listed.length === 0 ? null : <li className="danger">{t("stakesListed", { cards: words.join(", ") })}</li>}
      {waiting === 0 ? null : <li>{t("stakesNotMade", { n: waiting, count: waiting })}</li>}
    </>
  );
}
