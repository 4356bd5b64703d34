import { blankStateKeys, blankStates, type Reconciliation } from "@dinhdanh/cards/contract";
import { useLanguage } from "../words/language.tsx";
import { countKeys } from "./count-keys.ts";

/** The equation of each delivery. */
export function Deliveries({ deliveries }: { deliveries: Reconciliation["deliveries"] }) {
  const { t, say, number, time } = useLanguage();
  if (deliveries.length === 0) return null;
  return (
    <>
      <h2>{t("deliveriesTitle")}</h2>
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">{t("columnRange")}</th>
            <th scope="col" className="num">
              {t("stockReceived")}
            </th>
            {blankStateKeys.map((state) => (
              <th scope="col" className="num" key={state}>
                {say(blankStates[state])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr key={delivery.deliveryId}>
              <th scope="row">
                <span className="serial">
                  {delivery.firstSerial} – {delivery.lastSerial}
                </span>
                <span className="under">
                  {delivery.supplier}, {time(delivery.receivedAt)}
                </span>
              </th>
              <td className="num" data-label={t("stockReceived")}>
                {number(delivery.received)}
              </td>
              {blankStateKeys.map((state) => (
                <td className="num" key={state} data-label={say(blankStates[state])}>
                  {number(delivery[countKeys[state]])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
