import { cardStates, type ParcelWithCards, parcelStates } from "@dinhdanh/cards/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { parcelQuery } from "../api/card-queries.ts";
import { OnlyWho } from "../parts/only-who.tsx";
import { QrPicture } from "../parts/qr-picture.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { CloseParcel } from "./close-parcel.tsx";
import { parcelTone } from "./parcel-tone.ts";

const route = getRouteApi("/trong/san-xuat/kien/$parcelId");

export const ParcelPage = () => (
  <OnlyWho may="produce" title="productionClosed" lead="productionClosedLead">
    <OneParcel />
  </OnlyWho>
);

function OneParcel() {
  const { t, day, time } = useLanguage();
  const { parcelId } = route.useParams();
  const { data, error, refetch } = useQuery(parcelQuery(parcelId));
  useTitle(data === undefined ? "" : t("parcelTitle", { n: data.cards, unit: data.unitName }));
  if (data === undefined) return error === null ? <Bars rows={8} height={28} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  const carrier = data.carrier === null ? "" : t("parcelBy", { carrier: data.carrier });
  return (
    <>
      <nav className="crumbs no-print">
        <Link to="/san-xuat">{t("navProduction")}</Link>
        <span className="crumb-next">
          <Link to="/san-xuat/kien">{t("partParcels")}</Link>
        </span>
      </nav>
      <p className="printed form-name">{t("shippingList")}</p>
      <div className="shipping-head">
        <div>
          <h1>{t("parcelTitle", { n: data.cards, unit: data.unitName })}</h1>
          <p className="lead">
            {t("parcelLead", { time: time(data.dispatchedAt), carrier, due: day(data.dueOn) })} <State parcel={data} />
          </p>
          <p className="small mute digest">
            {t("parcelCode")}: {data.parcelId}
          </p>
          <div className="list-tools">
            <Button onClick={() => window.print()}>{t("printList")}</Button>
          </div>
        </div>
        <QrPicture text={data.qr} label={t("parcelQr")} />
      </div>
      <SerialList parcel={data} />
      <div className="printed signatures">
        <p>{t("signSender")}</p>
        <p>{t("signReceiver")}</p>
      </div>
      <CloseParcel parcel={data} />
    </>
  );
}

function State({ parcel }: { parcel: ParcelWithCards }) {
  const { t, say } = useLanguage();
  return (
    <Tag tone={parcelTone(parcel)}>
      {parcel.overdue ? t("parcelOverdue") : say(parcelStates[parcel.state])}
      {parcel.missing > 0 ? `, ${t("parcelMissing", { n: parcel.missing }).toLocaleLowerCase()}` : ""}
    </Tag>
  );
}

function SerialList({ parcel }: { parcel: ParcelWithCards }) {
  const { t, say } = useLanguage();
  return (
    <section className="block">
      <h2>{t("parcelList")}</h2>
      <ol className="serial-columns">
        {parcel.list.map(({ serial, state }) => (
          <li key={serial}>
            <span className="serial">{serial}</span>
            {state === "shipped" ? (
              <span className="tick-box" aria-hidden="true" />
            ) : (
              <span className="mute small"> {say(cardStates[state])}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
