import { type BlankState, blankStateKeys, blankStates, type Reconciliation, type Stock, stockDifferences } from "@dinhdanh/cards/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { stockQuery } from "../api/card-queries.ts";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import { countKeys } from "./count-keys.ts";
import { CountStock } from "./count-stock.tsx";
import { Deliveries } from "./deliveries.tsx";
import { ProductionNav } from "./production-nav.tsx";
import { ReceiveBlanks } from "./receive-blanks.tsx";
import { SerialRanges } from "./serial-ranges.tsx";

const route = getRouteApi("/trong/san-xuat/phoi");

export const StockPage = () => (
  <OnlyWho may="produce" title="productionClosed" lead="productionClosedLead">
    <Books />
  </OnlyWho>
);

/** Every blank that ever came, and where it is now. */
function Books() {
  const { t, rich, number } = useLanguage();
  const { data, error, refetch } = useQuery(stockQuery);
  const { phoi: opened } = route.useSearch();
  useTitle(t("partBlanks"));
  if (data === undefined) return error === null ? <Bars rows={8} height={28} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  const { received } = data.total;
  const off = data.differences.length;
  return (
    <>
      <ProductionNav />
      <h1>
        {received === 0
          ? t("stockNone")
          : rich(data.balanced ? "stockTitle" : "stockTitleOff", { n: number(received), off: number(off) }, { n: received, off })}
      </h1>
      <p className="lead">{t("stockLead")}</p>
      {received === 0 ? null : <Equation stock={data.total} balanced={data.balanced} opened={opened} />}
      {opened === undefined ? null : <SerialRanges state={opened} />}
      <Differences differences={data.differences} />
      <div className="columns">
        <section className="wide">
          <Deliveries deliveries={data.deliveries} />
        </section>
        <aside className="side">
          <ReceiveBlanks />
          <CountStock />
        </aside>
      </div>
    </>
  );
}

/** `1.000 đã nhập = 800 trong kho + 150 đã gán + …`; each term opens its serials. */
function Equation({ stock, balanced, opened }: { stock: Stock; balanced: boolean; opened: BlankState | undefined }) {
  const { t, say, number } = useLanguage();
  return (
    <fieldset className="equation" aria-label={t("stockEquation")}>
      <span className="term">
        <b>{number(stock.received)}</b>
        <span>{t("stockReceived").toLocaleLowerCase()}</span>
      </span>
      {blankStateKeys.map((state, index) => (
        <Fragment key={state}>
          <span className="sign">{index === 0 ? "=" : "+"}</span>
          <Link
            to="/san-xuat/phoi"
            search={opened === state ? {} : { phoi: state }}
            replace
            resetScroll={false}
            className={opened === state ? "term term-open" : "term"}
            aria-expanded={opened === state}
          >
            <b>{number(stock[countKeys[state]])}</b>
            <span>{say(blankStates[state]).toLocaleLowerCase()}</span>
          </Link>
        </Fragment>
      ))}
      <Tag tone={balanced ? "done" : "bad"}>{t(balanced ? "stockBalanced" : "stockUnbalanced")}</Tag>
    </fieldset>
  );
}

function Differences({ differences }: { differences: Reconciliation["differences"] }) {
  const { t, say } = useLanguage();
  if (differences.length === 0) return null;
  return (
    <section className="block">
      <h2>{t("differencesTitle")}</h2>
      <ul className="findings">
        {differences.map(({ kind, serial }) => (
          <li key={`${kind} ${serial}`} className="finding finding-conflict">
            <span>{say(stockDifferences[kind])}</span>
            <span className="serial">{serial}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
