import type { Production } from "@dinhdanh/cards/contract";
import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { dispatchParcel } from "../api/card-calls.ts";
import { parcelsQuery, productionQuery } from "../api/card-queries.ts";
import { Blank } from "../parts/blank.tsx";
import { newId } from "../parts/new-id.ts";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { ParcelTable } from "./parcel-table.tsx";
import { ProductionNav } from "./production-nav.tsx";

const route = getRouteApi("/trong/san-xuat/kien");

export const ParcelsPage = () => (
  <OnlyWho may="produce" title="productionClosed" lead="productionClosedLead">
    <Shipping />
  </OnlyWho>
);

/** What waits to be shipped, and what is on its way. */
function Shipping() {
  const { t, rich, number } = useLanguage();
  const production = useQuery(productionQuery);
  useTitle(t("partParcels"));
  const { data, error } = production;
  if (data === undefined)
    return error === null ? <Bars rows={8} height={28} /> : <Trouble error={error} onRetry={() => void production.refetch()} />;
  const n = data.toShip.reduce((sum, { cards }) => sum + cards, 0);
  const units = data.toShip.length;
  const again = data.toShipAgain.reduce((sum, { serials }) => sum + serials.length, 0);
  const { overdue, incomplete } = data.parcels;
  return (
    <>
      <ProductionNav />
      <h1>
        {n > 0
          ? rich("parcelsTitle", { n: number(n), units: number(units) }, { n, units })
          : t(again > 0 ? "parcelsTitleAgain" : "parcelsTitleNone", { n: again })}
      </h1>
      <p className="lead">
        {overdue === 0 ? <Tag tone="good">{t("parcelsFine")}</Tag> : <Tag tone="bad">{t("parcelsOverdue", { n: overdue })}</Tag>}{" "}
        {incomplete === 0 ? null : <Tag tone="waiting">{t("parcelsIncomplete", { n: incomplete })}</Tag>}
      </p>
      <div className="columns">
        <section className="wide">
          <Parcels />
        </section>
        <aside className="side">
          <ToShip production={data} />
        </aside>
      </div>
    </>
  );
}

function Parcels() {
  const { t } = useLanguage();
  const navigate = useNavigate({ from: "/san-xuat/kien" });
  const only = route.useSearch().kien === "moi" ? "all" : "open";
  const { data, error, refetch } = useQuery(parcelsQuery(only));
  return (
    <>
      <div className="tools">
        <h2>{t(only === "all" ? "allParcels" : "openParcels")}</h2>
        <SegmentedControl
          aria-label={t("whichParcels")}
          value={only}
          onChange={(value) =>
            void navigate({ to: ".", search: value === "all" ? { kien: "moi" } : {}, replace: true, resetScroll: false })
          }
          data={[
            { value: "open", label: t("openParcels") },
            { value: "all", label: t("allParcels") },
          ]}
        />
      </div>
      {data === undefined ? (
        error === null ? (
          <Bars rows={5} height={32} />
        ) : (
          <Trouble error={error} onRetry={() => void refetch()} />
        )
      ) : data.length === 0 ? (
        <Blank>{t("parcelsNoneYet")}</Blank>
      ) : (
        <ParcelTable parcels={data} />
      )}
    </>
  );
}

function ToShip({ production: { toShip, toShipAgain } }: { production: Production }) {
  const { t, number } = useLanguage();
  const [carrier, setCarrier] = useState("");
  const client = useQueryClient();
  const navigate = useNavigate();
  const send = useMutation({
    mutationFn: ({ unit, parcelId, serials }: { unit: string; parcelId: string; serials?: string[] }) =>
      dispatchParcel({
        parcelId,
        unit,
        ...(serials === undefined ? {} : { serials }),
        ...(carrier.trim() === "" ? {} : { carrier: carrier.trim() }),
      }),
    onSuccess: async ({ parcelId }) => {
      await client.invalidateQueries({ queryKey: ["line"] });
      await navigate({ to: "/san-xuat/kien/$parcelId", params: { parcelId } });
    },
  });
  return (
    <section className="panel">
      <h2>{t("toShipTitle")}</h2>
      {toShip.length === 0 ? <p className="mute">{t("toShipNone")}</p> : null}
      {toShip.length + toShipAgain.length === 0 ? null : (
        <TextInput label={t("carrier")} value={carrier} maxLength={100} onChange={({ currentTarget }) => setCarrier(currentTarget.value)} />
      )}
      {send.error === null ? null : <Trouble error={send.error} />}
      <ul className="to-ship">
        {toShip.map(({ unit, unitName, cards }) => (
          <li key={unit}>
            <b>{unitName}</b>
            <span className="num">{number(cards)}</span>
            <Button
              variant="default"
              size="xs"
              aria-label={t("makeParcelFor", { unit: unitName })}
              disabled={send.isPending}
              onClick={() => send.mutate({ unit, parcelId: newId() })}
            >
              {t("makeParcel")}
            </Button>
          </li>
        ))}
      </ul>
      {toShipAgain.length === 0 ? null : (
        <>
          <h2>{t("toShipAgainTitle")}</h2>
          <p className="mute small">{t("toShipAgainTeach")}</p>
          <ul className="to-ship">
            {toShipAgain.map(({ unit, unitName, serials }) => (
              <li key={unit}>
                <b>{unitName}</b>
                <span className="num">{number(serials.length)}</span>
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t("shipAgainTo", { unit: unitName })}
                  disabled={send.isPending}
                  onClick={() => send.mutate({ unit, parcelId: newId(), serials })}
                >
                  {t("shipAgain")}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
