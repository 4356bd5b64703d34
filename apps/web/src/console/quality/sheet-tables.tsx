import { sheetColumns, sheetMarks, type SheetPreview, sheetRejections } from "@dinhdanh/campaign/contract";
import { attributes, lifeRefusals } from "@dinhdanh/population/contract";
import { Link } from "@tanstack/react-router";
import { shown } from "../person/shown-value.ts";
import { useLanguage } from "../words/language.tsx";

type Changed = SheetPreview["changes"][number];
type Change = Changed["mends"][number];

/** What of a table a key names, or the key itself: a newer server may know more. */
const named = <T,>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

/** Row by row what would change, and by which way. */
export function SheetChanges({ changes, people }: { changes: SheetPreview["changes"]; people: number }) {
  const { t } = useLanguage();
  return (
    <>
      <table className="quality-changes stacked">
        <thead>
          <tr>
            <th scope="col">{t("qualityPerson")}</th>
            <th scope="col" className="num">
              {t("sheetRow")}
            </th>
            <th scope="col">{t("sheetWhat")}</th>
            <th scope="col">{t("sheetHow")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((one) => (
            <ChangedRow key={one.row} one={one} />
          ))}
        </tbody>
      </table>
      {changes.length < people ? <p className="mute">{t("sheetFirst", { n: changes.length })}</p> : null}
    </>
  );
}

function ChangedRow({ one: { row, personId, fullName, mends, proposals, events } }: { one: Changed }) {
  const { t } = useLanguage();
  const lines = [
    ...mends.map((change) => ({ key: change.field, how: t("sheetMended"), what: <Line change={change} /> })),
    ...proposals.map((change) => ({ key: change.field, how: t("sheetProposed"), what: <Line change={change} /> })),
    ...events.map((event) => ({ key: event.what, how: t("sheetEvent"), what: <Told event={event} /> })),
  ];
  return lines.map(({ key, how, what }) => (
    <tr key={key}>
      <th scope="row">
        <Link to="/cong-dan/$personId" params={{ personId }} search={{ "muc-dich": "verify" }}>
          {fullName}
        </Link>
      </th>
      <td className="num" data-label={t("sheetRow")}>
        {row}
      </td>
      <td>{what}</td>
      <td className="mute">{how}</td>
    </tr>
  ));
}

function Told({ event: { what, on, to } }: { event: Changed["events"][number] }) {
  const language = useLanguage();
  const { t, say, day } = language;
  const mark = named(sheetMarks, what);
  if (mark === undefined) {
    const name = named(attributes, what);
    return t("sheetFactOn", { fact: name === undefined ? what : say(name.text), value: shown(what, to, language), day: day(on) });
  }
  const told = t("sheetEventOn", { mark: say(mark.text), day: day(on) });
  return to === null ? told : `${told}, ${t("sheetToUnit", { unit: to })}`;
}

function Line({ change: { field, before, after } }: { change: Change }) {
  const language = useLanguage();
  const { t, say } = language;
  const known = named(attributes, field);
  return (
    <>
      <span className="mute">{known === undefined ? field : say(known.text)}:</span>{" "}
      {before === null ? <span className="mute">{t("sheetNothingHeld")}</span> : <del>{shown(field, before, language)}</del>} →{" "}
      <ins>{shown(field, after, language)}</ins>
    </>
  );
}

/** Rows that are not taken: which, in which column, why, and both values where they differ. */
export function SheetRefusals({ refused, count }: { refused: SheetPreview["refused"]; count: number }) {
  const { t, say } = useLanguage();
  if (refused.length === 0) return null;
  const reasonOf = (reason: string) => named(sheetRejections, reason) ?? named(lifeRefusals, reason);
  const columnOf = (column: string) => named(sheetColumns, column) ?? named(attributes, column)?.text;
  const saidOr = (text: { vi: string; en: string } | undefined, key: string) => (text === undefined ? key : say(text));
  return (
    <table className="quality-changes stacked">
      <caption className="quality-caption">{t("sheetRefusedCount", { n: count })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("qualityPerson")}</th>
          <th scope="col" className="num">
            {t("sheetRow")}
          </th>
          <th scope="col">{t("sheetColumn")}</th>
          <th scope="col">{t("sheetReason")}</th>
          <th scope="col">{t("sheetOnSheet")}</th>
          <th scope="col">{t("sheetInRegister")}</th>
        </tr>
      </thead>
      <tbody>
        {refused.map(({ row, fullName, column, reason, onSheet, inRegister }) => (
          <tr key={`${row} ${column ?? ""} ${reason}`}>
            <th scope="row">{fullName ?? "–"}</th>
            <td className="num" data-label={t("sheetRow")}>
              {row}
            </td>
            <td data-label={t("sheetColumn")}>{column === null ? "–" : saidOr(columnOf(column), column)}</td>
            <td>{saidOr(reasonOf(reason), reason)}</td>
            <td data-label={t("sheetOnSheet")}>{onSheet === null || onSheet === "" ? "–" : onSheet}</td>
            <td data-label={t("sheetInRegister")}>{inRegister === null ? "–" : inRegister || t("sheetNothingHeld")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
