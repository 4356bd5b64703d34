import { type Remaining, remainingGroups, type RemainingPerson } from "@dinhdanh/campaign/contract";
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useCallback } from "react";
import { pageSize } from "../api/queries.ts";
import { Blank } from "../parts/blank.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { RemainingRow } from "./remaining-row.tsx";
import { useRowKeys } from "./use-row-keys.ts";

type Props = { pages: Remaining[]; stale: boolean; hasMore: boolean; busy: boolean; onMore: () => void; onClear: () => void };

/** People come easy groups first, so a group's rows stand together. */
function byGroup(people: readonly RemainingPerson[]): { group: RemainingPerson["group"]; people: RemainingPerson[] }[] {
  const groups = Map.groupBy(people, ({ group }) => group);
  return [...groups].map(([group, members]) => ({ group, people: members }));
}

export function RemainingList({ pages, stale, hasMore, busy, onMore, onClear }: Props) {
  const { t, number } = useLanguage();
  const people = pages.flatMap((page) => page.people);
  const [head] = pages;
  const more = useCallback(() => {
    if (hasMore && !busy) onMore();
  }, [hasMore, busy, onMore]);
  const list = useRowKeys(people.length, more);
  if (head === undefined) return null;
  if (people.length === 0) return <NoOne remaining={head} onClear={onClear} />;
  return (
    <div ref={list} className={stale ? "stale" : undefined} aria-busy={stale}>
      {byGroup(people).map(({ group, people: members }) => (
        <GroupOfPeople
          key={group}
          group={group}
          people={members}
          total={head.groups.find((each) => each.group === group)?.count ?? members.length}
        />
      ))}
      <div className="list-foot">
        <span className="mute">{t("shownOf", { shown: number(people.length), total: head.matching })}</span>
        {hasMore ? (
          <Button variant="default" loading={busy} onClick={onMore}>
            {t("loadMore", { n: Math.min(pageSize, head.matching - people.length) })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function GroupOfPeople({ group, people, total }: { group: RemainingPerson["group"]; people: RemainingPerson[]; total: number }) {
  const { say, number } = useLanguage();
  const words = remainingGroups[group];
  return (
    <section className="group" aria-label={say(words)}>
      <h2 className="group-head">
        {say(words)} <span className="group-todo">{say(words.todo)}</span>
        <span className="num mute">{number(total)}</span>
      </h2>
      <ul className="rows">
        {people.map((person) => (
          <RemainingRow key={person.personId} person={person} />
        ))}
      </ul>
    </section>
  );
}

/** Nobody left, or nobody who matches: two different things to say. */
function NoOne({ remaining, onClear }: { remaining: Remaining; onClear: () => void }) {
  const { t, day } = useLanguage();
  const { asOf, list } = useView();
  const { code = remaining.unit } = useParams({ strict: false });
  if (remaining.total === 0) return <Blank>{t("remainingEmpty", { day: day(asOf) })}</Blank>;
  const clear = (
    <Link to="/don-vi/$code/con-lai" params={{ code }} search={list} onClick={onClear}>
      {t("clearFilters")}
    </Link>
  );
  return <Blank action={clear}>{t("noMatch")}</Blank>;
}
