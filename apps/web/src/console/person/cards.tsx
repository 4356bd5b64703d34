import type { PersonView } from "@dinhdanh/campaign/contract";
import { type CardView, cardStates, orderReasons, revocationReasons } from "@dinhdanh/cards/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { cardPdfAddress } from "../api/card-calls.ts";
import { cardsQuery } from "../api/card-queries.ts";
import { Blank } from "../parts/blank.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { toneOf } from "../production/card-tone.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { CardActions } from "./card-actions.tsx";
import { CardPictures } from "./card-pictures.tsx";
import { ActLine } from "./timeline.tsx";

/** The cards of a person, latest first: how each looks, where it stands, what happened to it and what can be done. */
export function Cards({ person }: { person: PersonView }) {
  const { t } = useLanguage();
  const { data, error, refetch } = useQuery(cardsQuery(person.personId));
  if (data === undefined) return error === null ? <Bars rows={6} height={32} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  if (data.length === 0) return <Blank>{t("cardsNone")}</Blank>;
  return (
    <>
      {data.map((card, index) => (
        <OneCard key={card.cardId} person={person} card={card} latest={index === 0} />
      ))}
    </>
  );
}

function OneCard({ person, card, latest }: { person: PersonView; card: CardView; latest: boolean }) {
  const { t, say, day, time } = useLanguage();
  const acts = person.acts
    .filter(({ payload }) => payload?.["cardId"] === card.cardId)
    .toSorted((a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt));
  // its dossier is being mended, or has ended without a card: there is no content of an approved one to show
  const rejected = acts.some(({ kind }) => kind === "card.content-rejected");
  // of one that was damaged on its way the line has made another
  const ended = card.state === "revoked" && card.handedOverAt === null && !acts.some(({ kind }) => kind === "card.damaged");
  const issued = card.issuedOn === null ? [] : [`${t("cardIssuedOn").toLocaleLowerCase()} ${day(card.issuedOn)}`];
  const until =
    card.issuedOn === null
      ? []
      : [
          card.expiresOn === null
            ? t("cardNoExpiry").toLocaleLowerCase()
            : `${t("cardValidUntil").toLocaleLowerCase()} ${day(card.expiresOn)}`,
        ];
  return (
    <section className="one-card">
      <div className="tools">
        <h2>
          {card.serial === null ? t("cardSerial") : <span className="serial">{card.serial}</span>}{" "}
          <Tag tone={toneOf(card.state)}>{say(cardStates[card.state])}</Tag>
        </h2>
        {rejected || ended ? null : (
          <Button
            component="a"
            variant="default"
            size="xs"
            href={cardPdfAddress(card.personId, card.cardId)}
            target="_blank"
            rel="noopener"
          >
            {t("cardPdf")}
          </Button>
        )}
      </div>
      {card.revoked === null ? null : (
        <p className="danger">
          {t("cardRevoked", { time: time(card.revoked.at), reason: say(revocationReasons[card.revoked.reason]).toLocaleLowerCase() })}
        </p>
      )}
      <p className="mute small">
        {[
          t("cardOrdered", { time: time(card.orderedAt), reason: say(orderReasons[card.orderReason]).toLocaleLowerCase() }),
          ...(card.dueOn === null ? [] : [t("cardDue", { day: day(card.dueOn) })]),
          t("cardAt", { unit: card.unitName }),
          ...issued,
          ...until,
        ].join(" · ")}
      </p>
      {rejected || ended ? (
        <WithoutContent dossierId={card.dossierId} why={rejected ? "contentRejectedSince" : "revokedBeforeHandOver"} />
      ) : latest ? (
        <CardPictures card={card} />
      ) : null}
      <CardActions card={card} />
      <h3>{t("cardLife")}</h3>
      <ol className="timeline">
        {acts.map((act) => (
          <ActLine key={act.actId} act={act} />
        ))}
      </ol>
    </section>
  );
}

function WithoutContent({ dossierId, why }: { dossierId: string; why: Word }) {
  const { t } = useLanguage();
  return (
    <p>
      {t(why)}{" "}
      <Link to="/ho-so/$dossierId" params={{ dossierId }}>
        {t("contentRejectedDossier")}
      </Link>
    </p>
  );
}
