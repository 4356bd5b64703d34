import type { PersonView } from "@dinhdanh/campaign/contract";
import { type CardView, cardStates } from "@dinhdanh/cards/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { statesOf } from "../person/standing-state.ts";
import { useView } from "../routing/use-view.ts";
import { type Language, useLanguage } from "../words/language.tsx";
import { type FieldRow, fieldRows } from "./field-rows.ts";

type Both<T> = readonly [T, T];
type Props = { people: Both<PersonView>; cards: readonly (readonly CardView[])[] };

/** What both records hold, row by row: what differs stands first and is marked. */
export function Records({ people, cards }: Props) {
  const language = useLanguage();
  const { t } = language;
  const { asOf } = useView();
  const states = people.map((person) => statesOf(person, asOf).map((state) => sayState(state, language)).join(" ")); // prettier-ignore
  const headOf = ({ personId }: PersonView, word: "pairFirst" | "pairSecond") => (
    <Link to="/cong-dan/$personId" params={{ personId }} search={{ "muc-dich": "verify" }}>
      {t(word)}
    </Link>
  );
  return (
    <Compared rows={fieldRows(people, language)} heads={[headOf(people[0], "pairFirst"), headOf(people[1], "pairSecond")]}>
      <tr>
        <th scope="row">{t("pairReached")}</th>
        {states.map((state, index) => (
          <td key={index}>{state}</td>
        ))}
      </tr>
      <tr>
        <th scope="row">{t("pairCards")}</th>
        {people.map((person, index) => (
          <td key={person.personId}>
            <CardList cards={cards[index] ?? []} />
          </td>
        ))}
      </tr>
      <tr>
        <th scope="row">{t("pairActs")}</th>
        {people.map((person) => (
          <td key={person.personId}>{person.acts.length}</td>
        ))}
      </tr>
    </Compared>
  );
}

/** Two sides, field by field: what differs stands first. `children` are rows that are not compared. */
export function Compared({ rows, heads, children }: { rows: readonly FieldRow[]; heads: Both<ReactNode>; children?: ReactNode }) {
  const { t } = useLanguage();
  const differing = rows.filter((row) => row.differs);
  return (
    <table className="records">
      <caption>{t("pairDifferences", { n: differing.length, count: differing.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("pairField")}</th>
          {heads.map((head, index) => (
            <th scope="col" key={index}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...differing, ...rows.filter((row) => !row.differs)].map((row) => (
          <Row key={row.word} row={row} />
        ))}
        {children}
      </tbody>
    </table>
  );
}

const sayState = ({ word, day }: ReturnType<typeof statesOf>[number], { t, day: sayDay }: Language) =>
  t(word, day === undefined ? {} : { day: sayDay(day) });

function Row({ row: { word, values, differs } }: { row: FieldRow }) {
  const { t } = useLanguage();
  return (
    <tr className={differs ? "differs" : undefined}>
      <th scope="row">
        {t(word)} {differs ? <span className="small">{t("pairDiffers")}</span> : null}
      </th>
      {values.map((value, index) => (
        <td key={index}>{value === "" ? <span className="mute">{t("pairUnknown")}</span> : value}</td>
      ))}
    </tr>
  );
}

function CardList({ cards }: { cards: readonly CardView[] }) {
  const { t, say } = useLanguage();
  if (cards.length === 0) return <span className="mute">{t("pairNoCards")}</span>;
  return cards.map((card) => (
    <div key={card.cardId}>
      {card.serial === null ? null : <span className="serial">{card.serial}</span>} {say(cardStates[card.state])}
    </div>
  ));
}
