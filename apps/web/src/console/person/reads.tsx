import type { PersonView } from "@dinhdanh/campaign/contract";
import { type Purpose, purposes } from "@dinhdanh/population/contract";
import { Officer } from "../parts/officer.tsx";
import { useLanguage } from "../words/language.tsx";
import { viewWord } from "./person-tables.ts";

/** Every look at this person, as the citizen can see it too. */
export function Reads({ person }: { person: PersonView }) {
  const { t, say, time } = useLanguage();
  const reads = person.reads.toSorted((a, b) => Date.parse(b.readAt) - Date.parse(a.readAt));
  return (
    <>
      <p className="mute small">{t("purposeNote")}</p>
      {reads.length === 0 ? (
        <p>{t("readsNone")}</p>
      ) : (
        <table className="stacked">
          <thead>
            <tr>
              <th scope="col">{t("readsColumnWhen")}</th>
              <th scope="col">{t("readsColumnWho")}</th>
              <th scope="col">{t("readsColumnPurpose")}</th>
              <th scope="col">{t("readsColumnView")}</th>
            </tr>
          </thead>
          <tbody>
            {reads.map(({ officer, purpose, view, readAt }, index) => {
              const known = purposes[purpose as Purpose];
              const viewed = viewWord(view);
              return (
                <tr key={`${readAt} ${officer} ${index}`}>
                  <td className="nowrap">{time(readAt)}</td>
                  <td>
                    <Officer code={officer} />
                  </td>
                  <td>{known === undefined ? purpose : say(known)}</td>
                  <td className="mute">{viewed === undefined ? view : t(viewed)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </>
  );
}
