import type { People } from "@dinhdanh/campaign/contract";
import { Link } from "@tanstack/react-router";
import { pageSize } from "../api/queries.ts";
import { Blank } from "../parts/blank.tsx";
import { type Paged, PagedRows } from "../parts/paged-list.tsx";
import { useView } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { sexWord } from "../words/tables.ts";
import { Born } from "./person-line.tsx";

export function PeopleTable({ pages, ...paged }: Paged<People>) {
  const { t, day, number } = useLanguage();
  const { asOf } = useView();
  const people = pages.flatMap((page) => page.people);
  const total = pages[0]?.total ?? 0;
  const next = Math.min(pageSize, total - people.length);
  if (people.length === 0) return <Blank>{t("peopleEmpty", { day: day(asOf) })}</Blank>;
  return (
    <PagedRows
      {...{ paged, count: people.length, shown: t("shownOf", { shown: number(people.length), total }), more: t("loadMore", { n: next }) }}
    >
      <table className="people">
        <thead>
          <tr>
            <th scope="col">{t("columnName")}</th>
            <th scope="col">{t("columnBorn")}</th>
            <th scope="col">{t("columnSex")}</th>
            <th scope="col">{t("columnAddress")}</th>
            <th scope="col">{t("columnRegistered")}</th>
            <th scope="col" className="num">
              {t("columnSince")}
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.personId} person={person} />
          ))}
        </tbody>
      </table>
    </PagedRows>
  );
}

function PersonRow({ person }: { person: People["people"][number] }) {
  const { t, day } = useLanguage();
  const { asOf, keep, carried } = useView();
  return (
    <tr data-line>
      <th scope="row">
        <Link data-row to="/cong-dan/$personId" params={{ personId: person.personId }} search={{ ...carried, "muc-dich": "campaign" }}>
          {person.fullName}
        </Link>
      </th>
      <td>
        <Born birthDate={person.birthDate} asOf={asOf} />
      </td>
      <td className="people-sex">{t(sexWord(person.sex))}</td>
      <td className="people-address">{person.address}</td>
      <td>
        <Link to="/don-vi/$code" params={{ code: person.unit }} search={keep}>
          {person.unitName}
        </Link>
      </td>
      <td className="num">{person.since === null ? "" : day(person.since)}</td>
    </tr>
  );
}
