import { type PairState, pairStateKeys, pairStates } from "@dinhdanh/population/contract";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { pairsQuery } from "../api/duplicate-calls.ts";
import { Blank } from "../parts/blank.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useRowKeys } from "../parts/use-row-keys.ts";
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
  return loai === "mot-so" ? <SharedList settled={xong === "1"} /> : <Pairs state={trang} twoNumbers={loai === "hai-so"} />;
}

function Pairs({ state, twoNumbers }: { state: PairState; twoNumbers: boolean }) {
  const { t, rich, number } = useLanguage();
  const list = useInfiniteQuery(pairsQuery(state, twoNumbers));
  const pairs = list.data?.pages.flatMap((page) => page.pairs) ?? [];
  const total = list.data?.pages[0]?.total;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = useRowKeys(pairs.length, more);
  return (
    <>
      <div className="list-head">
        {total === undefined ? <Bars rows={1} height={36} /> : <h1>{rich(headings[state], { n: number(total) }, { count: total })}</h1>}
        <p className="mute">{t(twoNumbers ? "casesTwoNumbersLead" : "pairsLead")}</p>
        <CaseChips kind={twoNumbers ? "hai-so" : undefined} />
        <StateChips state={state} twoNumbers={twoNumbers} />
      </div>
      {list.error !== null && total === undefined ? <Trouble error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <Bars rows={10} height={48} /> : null}
      {total === 0 ? <Blank>{t(state === "open" ? "pairsTeach" : "pairsNone")}</Blank> : null}
      {pairs.length === 0 ? null : (
        <div ref={rows} className={list.isPlaceholderData ? "stale" : undefined}>
          <table className="people pairs">
            <thead>
              <tr>
                <th scope="col" className="num">
                  {t("pairColumnLikely")}
                </th>
                <th scope="col">{t("pairColumnRecords")}</th>
                {twoNumbers ? <th scope="col">{t("pairColumnNumbers")}</th> : null}
                <th scope="col">{t("columnBorn")}</th>
                <th scope="col">{t("columnAddress")}</th>
                <th scope="col" className="num">
                  {t("pairColumnFound")}
                </th>
              </tr>
            </thead>
            <tbody>
              {pairs.map((pair) => (
                <PairRow key={pair.person.personId + pair.other.personId} pair={pair} numbers={twoNumbers} />
              ))}
            </tbody>
          </table>
          {hasNextPage ? (
            <div className="list-foot">
              <Button variant="default" loading={isFetchingNextPage} onClick={more}>
                {t("pairMore")}
              </Button>
            </div>
          ) : null}
        </div>
      )}
    </>
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
