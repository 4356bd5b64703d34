import type { Parcel } from "@dinhdanh/cards/contract";
import { LinkButton } from "../parts/link-button.tsx";
import { Tag } from "../parts/tag.tsx";
import { useLanguage } from "../words/language.tsx";

/** Parcels that come to the officer's units. */
export function DeskParcels({ parcels }: { parcels: readonly Parcel[] }) {
  const { t, time, day } = useLanguage();
  return (
    <section>
      <h2>{t("deskParcels")}</h2>
      {parcels.length === 0 ? <p className="mute">{t("parcelsNone")}</p> : null}
      <ul className="desk-parcels">
        {parcels.map((parcel) => (
          <li key={parcel.parcelId}>
            <div>
              <b>{parcel.unitName}</b>
              <span className="mute small">
                {t("parcelOf", { n: parcel.cards })} · {t("columnSent").toLocaleLowerCase()} {time(parcel.dispatchedAt)}
              </span>
              {parcel.missing > 0 ? <Tag tone="waiting">{t("parcelMissing", { n: parcel.missing })}</Tag> : null}
              {parcel.overdue ? <Tag tone="bad">{t("parcelOverdue")}</Tag> : null}
              {parcel.overdue || parcel.missing > 0 ? null : (
                <span className="mute small">
                  {t("columnParcelDue")} {day(parcel.dueOn)}
                </span>
              )}
            </div>
            <LinkButton
              variant="default"
              to="/tra-the/kien/$parcelId"
              params={{ parcelId: parcel.parcelId }}
              aria-label={t("receiveParcelOf", { n: parcel.cards, time: time(parcel.dispatchedAt) })}
            >
              {t("receiveParcel")}
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
