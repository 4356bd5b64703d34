import type { Pairs } from "@dinhdanh/campaign/contract";
import { type PairState, pairStateKeys, pairStates } from "@dinhdanh/population/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { pairsQuery } from "../api/duplicate-calls.ts";
import { Blank } from "../parts/blank.tsx";
import { type Paged, PagedList, PagedRows } from "../parts/paged-list.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { CaseChips } from "./case-chips.tsx";
import { PairRow } from "./pair-row.tsx";
import { SharedList } from "./shared-list.tsx";

const route = getRouteApi("/trong/trung-lap");

const headings: Record<PairState, Word> = {
  open: "pairsHeading",
  visit: "pairsHeadingVisit",
  same: "pairsHeadingSame",
  different: "pairsHeadingDifferent",
};

/** Records that may be of one person, likeliest first; or two people with one number. */
export function PairsPage() {
  const { t } = useLanguage();
  const { loai, trang = "open", xong } = route.useSearch();
  useTitle(t("navDuplicates"));
  return loai === "mot-so" ? <SharedList settled={xong === "1"} /> : <PairQueue state={trang} twoNumbers={loai === "hai-so"} />;
}

function PairQueue({ state, twoNumbers }: { state: PairState; twoNumbers: boolean }) {
  const { t, rich, number } = useLanguage();
  const list = useInfiniteQuery(pairsQuery(state, twoNumbers));
  const total = list.data?.pages[0]?.total;
  return (
    <>
      <div className="list-head">
        <PageHeading name={t("navDuplicates")} failed={list.error !== null}>
          {total === undefined ? undefined : rich(headings[state], { n: number(total) }, { count: total })}
        </PageHeading>
        <p className="mute">{t(twoNumbers ? "casesTwoNumbersLead" : "pairsLead")}</p>
        <CaseChips kind={twoNumbers ? "hai-so" : undefined} />
        <StateChips state={state} twoNumbers={twoNumbers} />
      </div>
      <PagedList list={list}>{(paged) => <PairTable {...paged} state={state} />}</PagedList>
    </>
  );
}

function PairTable({ pages, state, ...paged }: Paged<Pairs> & { state: PairState }) {
  const { t, number } = useLanguage();
  const pairs = pages.flatMap((page) => page.pairs);
  const total = pages[0]?.total ?? 0;
  if (total === 0) return <Blank>{t(state === "open" ? "pairsTeach" : "pairsNone")}</Blank>;
  return (
    <PagedRows {...{ paged, count: pairs.length, shown: t("pairShown", { shown: number(pairs.length), total }), more: t("pairMore") }}>
      <table className="people pairs">
        <thead>
          <tr>
            <th scope="col" className="num">
              {t("pairColumnLikely")}
            </th>
            <th scope="col">{t("pairColumnRecords")}</th>
            <th scope="col">{t("pairColumnNumbers")}</th>
            <th scope="col">{t("columnBorn")}</th>
            <th scope="col">{t("columnAddress")}</th>
            <th scope="col" className="num">
              {t("pairColumnFound")}
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <PairRow key={pair.person.personId + pair.other.personId} pair={pair} />
          ))}
        </tbody>
      </table>
    </PagedRows>
  );
}

function StateChips({ state, twoNumbers }: { state: PairState; twoNumbers: boolean }) {
  const { t, say } = useLanguage();
  return (
    <nav className="chips" aria-label={t("pairStateFilter")}>
      {pairStateKeys.map((key) => (
        <Link
          key={key}
          className="chip"
          to="/trung-lap"
          search={{ ...(twoNumbers ? { loai: "hai-so" } : {}), ...(key === "open" ? {} : { trang: key }) }}
          aria-current={key === state ? "page" : undefined}
          activeOptions={{ exact: true }}
          resetScroll={false}
        >
          {say(pairStates[key])}
        </Link>
      ))}
    </nav>
  );
}
