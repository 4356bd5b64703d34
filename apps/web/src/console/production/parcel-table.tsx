import { type Parcel, parcelStates } from "@dinhdanh/cards/contract";
import { Link } from "@tanstack/react-router";
import { Tag } from "../parts/tag.tsx";
import { useLanguage } from "../words/language.tsx";
import { parcelTone } from "./parcel-tone.ts";

export function ParcelTable({ parcels }: { parcels: readonly Parcel[] }) {
  const { t, say, number, day, time } = useLanguage();
  return (
    <table className="stacked">
      <thead>
        <tr>
          <th scope="col">{t("columnTo")}</th>
          <th scope="col">{t("columnState")}</th>
          <th scope="col">{t("columnSent")}</th>
          <th scope="col">{t("columnParcelDue")}</th>
          <th scope="col" className="num">
            {t("columnCards")}
          </th>
          <th scope="col" className="num">
            {t("columnArrived")}
          </th>
        </tr>
      </thead>
      <tbody>
        {parcels.map((parcel) => (
          <tr key={parcel.parcelId}>
            <th scope="row">
              <Link to="/san-xuat/kien/$parcelId" params={{ parcelId: parcel.parcelId }}>
                {parcel.unitName}
              </Link>
            </th>
            <td>
              <Tag tone={parcelTone(parcel)}>{parcel.overdue ? t("parcelOverdue") : say(parcelStates[parcel.state])}</Tag>
            </td>
            <td className="mute" data-label={t("columnSent")}>
              {time(parcel.dispatchedAt)}
            </td>
            <td data-label={t("columnParcelDue")}>{day(parcel.dueOn)}</td>
            <td className="num" data-label={t("columnCards")}>
              {number(parcel.cards)}
            </td>
            <td className="num" data-label={t("columnArrived")}>
              {number(parcel.received)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
