import { type Remaining, remainingGroups, type RemainingPerson } from "@dinhdanh/campaign/contract";
import { Link, useParams } from "@tanstack/react-router";
import { pageSize } from "../api/queries.ts";
import { Blank } from "../parts/blank.tsx";
import { type Paged, PagedRows } from "../parts/paged-list.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { RemainingRow } from "./remaining-row.tsx";

/** `narrowed`: by a text or a place, within the groups. */
type Props = Paged<Remaining> & { narrowed: boolean; onClear: () => void };

/** People come easy groups first, so a group's rows stand together. */
function byGroup(people: readonly RemainingPerson[]): { group: RemainingPerson["group"]; people: RemainingPerson[] }[] {
  const groups = Map.groupBy(people, ({ group }) => group);
  return [...groups].map(([group, members]) => ({ group, people: members }));
}

export function RemainingList({ pages, narrowed, onClear, ...paged }: Props) {
  const { t, number } = useLanguage();
  const people = pages.flatMap((page) => page.people);
  const [head] = pages;
  if (head === undefined) return null;
  if (people.length === 0) return <NoOne remaining={head} onClear={onClear} />;
  const next = Math.min(pageSize, head.matching - people.length);
  return (
    <PagedRows
      {...{
        paged,
        count: people.length,
        shown: t("shownOf", { shown: number(people.length), total: head.matching }),
        more: t("loadMore", { n: next }),
      }}
    >
      {byGroup(people).map(({ group, people: members }) => (
        <GroupOfPeople
          key={group}
          group={group}
          people={members}
          here={head.unit}
          total={narrowed ? undefined : head.groups.find((each) => each.group === group)?.count}
        />
      ))}
    </PagedRows>
  );
}

type GroupProps = {
  group: RemainingPerson["group"];
  people: RemainingPerson[];
  /** undefined where the list holds only some of the group */
  total: number | undefined;
  /** code of the unit whose list it is */ here: string;
};

function GroupOfPeople({ group, people, total, here }: GroupProps) {
  const { say, number } = useLanguage();
  const words = remainingGroups[group];
  return (
    <section className="group" aria-label={say(words)}>
      <h2 className="group-head">
        {say(words)} <span className="group-todo">{say(words.todo)}</span>
        <span className="num mute">{total === undefined ? null : number(total)}</span>
      </h2>
      <ul className="rows">
        {people.map((person) => (
          <RemainingRow key={person.personId} person={person} here={here} />
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
