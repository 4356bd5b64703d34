import { type BatchWithCards, type CardState, cardStates } from "@dinhdanh/cards/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { LinkButton } from "../parts/link-button.tsx";
import { Tag } from "../parts/tag.tsx";
import { useLanguage } from "../words/language.tsx";
import { toneOf } from "./card-tone.ts";

const step = 100;

/** Every card of the batch by its place; what was spoiled stands first, with the way on. */
export function BatchCards({ batch }: { batch: BatchWithCards }) {
  const { t, say, number } = useLanguage();
  const [state, setState] = useState<CardState | "">("");
  const [most, setMost] = useState(step);
  const states = [...new Set(batch.list.map((card) => card.state))];
  const list = batch.list.filter((card) => state === "" || card.state === state);
  return (
    <section>
      {batch.list.length < batch.cards || states.includes("spoiled") ? <Spoiled batch={batch} /> : null}
      <div className="tools">
        <h2>{t("batchCards")}</h2>
        <NativeSelect
          aria-label={t("filterState")}
          value={state}
          onChange={({ currentTarget }) => setState(states.find((each) => each === currentTarget.value) ?? "")}
          data={[
            { value: "", label: t("anyState") },
            ...states.map((value) => ({ value, label: `${say(cardStates[value])} · ${number(batch.byState[value] ?? 0)}` })),
          ]}
        />
      </div>
      <CardTable cards={list.slice(0, most)} />
      {list.length > most ? (
        <div className="list-foot">
          <Button variant="default" onClick={() => setMost(most + step)}>
            {t("moreCards", { n: Math.min(step, list.length - most) })}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function CardTable({ cards }: { cards: BatchWithCards["list"] }) {
  const { t, say, day, number } = useLanguage();
  return (
    <table className="stacked">
      <thead>
        <tr>
          <th scope="col" className="num">
            {t("columnPosition")}
          </th>
          <th scope="col">{t("columnSerial")}</th>
          <th scope="col">{t("columnState")}</th>
          <th scope="col">{t("columnDue")}</th>
          <th scope="col">{t("deskUnit")}</th>
          <th scope="col">{t("columnReason")}</th>
        </tr>
      </thead>
      <tbody>
        {cards.map((card) => (
          <tr key={card.serial}>
            <td className="num mute" data-label={t("columnPosition")}>
              {number(card.position)}
            </td>
            <th scope="row" className="serial">
              {card.serial}
            </th>
            <td>
              <Tag tone={toneOf(card.state)}>{say(cardStates[card.state])}</Tag>
            </td>
            <td data-label={t("columnDue")}>{card.dueOn === null ? t("noDue") : day(card.dueOn)}</td>
            <td data-label={t("deskUnit")}>{card.unitName}</td>
            <td>{card.reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Spoiled({ batch }: { batch: BatchWithCards }) {
  const { t } = useLanguage();
  const spoiled = batch.list.filter(({ state }) => state === "spoiled");
  // what was set aside, as what the machine did not make, is no longer in the batch
  const aside = batch.cards - batch.list.length - batch.failed;
  return (
    <div className="blank">
      <p>
        <b>{t("batchSpoiledTitle")}:</b> {t("columnSpoiled").toLocaleLowerCase()} {spoiled.length}, {t("columnFailed").toLocaleLowerCase()}{" "}
        {batch.failed}
        {aside > 0 ? `, ${t("setAsideShort", { n: aside })}` : ""}. <span className="mute">{t("batchSpoiledTeach")}</span>
      </p>
      <LinkButton variant="default" to="/san-xuat">
        {t("nextBatch")}
      </LinkButton>
    </div>
  );
}
