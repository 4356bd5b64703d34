import type { UnitsRead } from "@dinhdanh/ledger/contract";
import { Button } from "@mantine/core";
import { useId, useState } from "react";
import { DayInput } from "../parts/day-input.tsx";
import { useLanguage } from "../words/language.tsx";

type Props = { units: UnitsRead; pending: boolean; onChange: (day: string | undefined) => void };

/** In the tree of which day the unit codes are read: guessed, with the reason; chosen by who knows of when the roll is. */
export function UnitsDay({ units, pending, onChange }: Props) {
  const { t, day } = useLanguage();
  const [round, setRound] = useState(0);
  const [chosen, setChosen] = useState(false);
  const told = useId();
  const choose = (to: string | undefined) => {
    setChosen(to !== undefined);
    onChange(to);
  };
  return (
    <section className="units-day" aria-labelledby={told}>
      <h2 id={told}>{t("unitsDayTitle")}</h2>
      <div className="units-day-row">
        <DayInput key={round} label={t("unitsDayLabel")} value={units.on} required size="xs" onChange={choose} />
        <output className={pending ? "stale" : ""}>
          <Reason units={units} />
        </output>
        {chosen ? (
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              choose(undefined);
              setRound(round + 1);
            }}
          >
            {t("unitsDayGuess", { day: day(units.guessed.on) })}
          </Button>
        ) : null}
      </div>
      <p className="mute small">{t("unitsDayTeach")}</p>
      <Unknown units={units} />
    </section>
  );
}

/** Why this day, in a few words. */
function Reason({ units: { on, guessed, today, codes, known } }: { units: UnitsRead }) {
  const { t, day } = useLanguage();
  const values = { day: day(on), known, codes };
  if (codes === 0) return t("unitsDayNoCodes");
  if (on !== guessed.on) return t("unitsDayChosen", { ...values, guessed: day(guessed.on), better: guessed.known });
  if (on === today.on) return t("unitsDayToday", values);
  return t("unitsDayEarlier", { ...values, today: today.known });
}

function Unknown({ units: { on, rows, rowsUnknown, unknown, codes, known } }: { units: UnitsRead }) {
  const { t, number, day } = useLanguage();
  if (rowsUnknown === 0) return null;
  const more = codes - known - unknown.filter(({ code }) => code !== "").length;
  return (
    <div className="units-unknown">
      <p>
        <span className="tag-waiting">■ {t("unitsUnknown", { n: rowsUnknown, rows, day: day(on) })}</span> {t("unitsUnknownNext")}
      </p>
      <ul>
        {unknown.map(({ code, rows: theirs }) => (
          <li key={code}>
            <b>{code === "" ? t("unitsUnknownEmpty") : code}</b> {t("unitsUnknownRows", { n: theirs, shown: number(theirs) })}
          </li>
        ))}
        {more > 0 ? <li className="mute">{t("unitsUnknownMore", { n: more })}</li> : null}
      </ul>
    </div>
  );
}
