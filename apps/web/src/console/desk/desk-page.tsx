import type { Desk as DeskView } from "@dinhdanh/cards/contract";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { deskQuery, parcelsQuery } from "../api/card-queries.ts";
import { unitQuery } from "../api/queries.ts";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useOfficer, useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { shortName } from "../words/tables.ts";
import { DeskList } from "./desk-list.tsx";
import { DeskParcels } from "./desk-parcels.tsx";
import { HandOverPanel } from "./hand-over-panel.tsx";
import { ScanBox } from "./scan-box.tsx";
import { UnitChoice } from "./unit-choice.tsx";

const route = getRouteApi("/trong/tra-the");
const most = 50;

export const DeskPage = () => (
  <OnlyWho may="hand-out" title="deskClosed" lead="deskClosedLead">
    <Desk />
  </OnlyWho>
);

/** The desk where cards change hands: one box for scanner and keyboard, the cards that lie here, the parcels that come. */
function Desk() {
  const { t } = useLanguage();
  const { scope } = useOfficer();
  const start = useStart();
  const { "don-vi": chosen, the: serial } = route.useSearch();
  const navigate = useNavigate({ from: "/tra-the" });
  const unit = chosen ?? scope ?? start.unit;
  const [name, setName] = useState("");
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState<string>();
  const named = useQuery(unitQuery(unit, start.lastDay));
  const desk = useQuery(deskQuery({ unit, offset: 0, limit: most, ...(name === "" ? {} : { search: name }) }));
  const parcels = useQuery(parcelsQuery("open"));
  const unitName = named.data === undefined ? undefined : shortName(named.data.name);
  const open = (card: string | undefined) => {
    void navigate({ to: ".", search: (previous) => ({ ...previous, the: card }), resetScroll: false });
  };
  const openParcel = (parcelId: string) => void navigate({ to: "/tra-the/kien/$parcelId", params: { parcelId } });
  useTitle(t("navDesk"));
  return (
    <>
      <UnitChoice unit={unit} onChange={(code) => void navigate({ to: ".", search: { "don-vi": code } })} />
      <Answer total={desk.data?.total} searched={name !== ""} unit={unitName} parcels={parcels.data?.length ?? 0} />
      <ScanBox
        // a new box after each card: empty, and with the focus
        key={turn}
        onSerial={(found) => {
          setSaid(undefined);
          open(found);
        }}
        onName={(found) => {
          setSaid(undefined);
          setName(found);
          if (serial !== undefined) open(undefined);
        }}
        onParcel={openParcel}
        onCode={(id) => {
          if (parcels.data?.some(({ parcelId }) => parcelId === id) === true) openParcel(id);
          else void navigate({ to: "/ho-so/$dossierId", params: { dossierId: id } });
        }}
      />
      <output className="desk-said">{said === undefined ? null : <Tag tone="done">{said}</Tag>}</output>
      <div className="columns">
        <section className="wide">
          {serial === undefined ? null : (
            <HandOverPanel
              key={serial}
              unit={unit}
              serial={serial}
              onDone={(text) => {
                setSaid(text);
                setName("");
                setTurn(turn + 1);
                open(undefined);
              }}
              onClose={() => {
                setTurn(turn + 1);
                open(undefined);
              }}
            />
          )}
          <Lying desk={desk} search={name} chosen={serial} onOpen={open} onClear={() => setName("")} />
        </section>
        <aside className="side">
          <DeskParcels parcels={parcels.data ?? []} />
        </aside>
      </div>
    </>
  );
}

type LyingProps = {
  desk: UseQueryResult<DeskView>;
  search: string;
  chosen: string | undefined;
  onOpen: (serial: string) => void;
  onClear: () => void;
};

function Lying({ desk: { data, error, refetch }, ...list }: LyingProps) {
  if (data !== undefined) return <DeskList desk={data} {...list} />;
  return error === null ? <Bars rows={6} height={40} /> : <Trouble error={error} onRetry={() => void refetch()} />;
}

type AnswerProps = { total: number | undefined; searched: boolean; unit: string | undefined; parcels: number };

function Answer({ total, searched, unit, parcels }: AnswerProps) {
  const { t, rich, number } = useLanguage();
  // not “none” before it is known
  if (total === undefined || unit === undefined) return <h1>{t("navDesk")}</h1>;
  return (
    <>
      <h1>{total === 0 && !searched ? t("deskTitleNone", { unit }) : rich("deskTitle", { n: number(total), unit }, { count: total })}</h1>
      <p className="lead">
        {t("deskLead")} {parcels > 0 ? t("deskLeadParcels", { n: parcels }) : null}
      </p>
    </>
  );
}
