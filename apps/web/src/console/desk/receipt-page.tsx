import type { ParcelWithCards } from "@dinhdanh/cards/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { parcelQuery } from "../api/card-queries.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { CountIn } from "./count-in.tsx";

const route = getRouteApi("/trong/tra-the/kien/$parcelId");

export const ReceiptPage = () => (
  <OnlyWho may="hand-out" title="deskClosed" lead="deskClosedLead">
    <Receipt />
  </OnlyWho>
);

/** A parcel on the table: every card is scanned, what differs is named. */
function Receipt() {
  const { t, day, time } = useLanguage();
  const { parcelId } = route.useParams();
  const { data, error, refetch } = useQuery(parcelQuery(parcelId));
  useTitle(data === undefined ? "" : t("receiptTitle", { n: data.cards }));
  if (data === undefined) return error === null ? <Bars rows={6} height={32} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  const open = data.list.filter(({ state }) => state === "shipped").map(({ serial }) => serial);
  const carrier = data.carrier === null ? "" : t("parcelBy", { carrier: data.carrier });
  return (
    <>
      <nav className="crumbs">
        <Link to="/tra-the">{t("navDesk")}</Link>
      </nav>
      <h1>{data.received === 0 ? t("receiptTitle", { n: data.cards }) : t("receiptDone", { n: data.cards, got: data.received })}</h1>
      <p className="lead">
        {data.unitName}. {t("parcelLead", { time: time(data.dispatchedAt), carrier, due: day(data.dueOn) })}
      </p>
      <Received parcel={data} />
      {open.length === 0 ? null : <CountIn parcel={data} open={open} />}
    </>
  );
}

/** What was counted in is handed over next: Enter goes on. */
const focus = (onward: HTMLAnchorElement | null) => onward?.focus();

function Received({ parcel: { state, missing } }: { parcel: ParcelWithCards }) {
  const { t } = useLanguage();
  if (state !== "received" && state !== "incomplete") return null;
  return (
    <div className="actions">
      {state === "received" ? <Tag tone="done">{t("receiptComplete")}</Tag> : <Tag tone="waiting">{t("receiptShort", { n: missing })}</Tag>}
      <LinkButton ref={state === "received" ? focus : null} to="/tra-the">
        {t("toDesk")}
      </LinkButton>
    </div>
  );
}
