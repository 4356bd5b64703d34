import { deliveryFaults, type Stuck } from "@dinhdanh/exchange/contract";
import { Tag } from "../parts/tag.tsx";
import { useLanguage } from "../words/language.tsx";

const isFault = (code: string): code is keyof typeof deliveryFaults => Object.hasOwn(deliveryFaults, code);

/** Messages on their way or given up; nothing of what they say. */
export function StuckTable({ stuck }: { stuck: readonly Stuck[] }) {
  const { t, say, number, time } = useLanguage();
  const why = (fault: string | null) => {
    if (fault === null) return "";
    return isFault(fault) ? say(deliveryFaults[fault]) : t("faultStatus", { status: fault.replace("status-", "") });
  };
  return (
    <section className="part-below">
      <h2>{t("stuckTitle")}</h2>
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">{t("columnAgency")}</th>
            <th scope="col">{t("columnTopic")}</th>
            <th scope="col">{t("columnState")}</th>
            <th scope="col">{t("columnDeliveryFault")}</th>
            <th scope="col" className="num">
              {t("columnAttempts")}
            </th>
            <th scope="col">{t("columnNextTry")}</th>
          </tr>
        </thead>
        <tbody>
          {stuck.map((one) => (
            <tr key={one.messageId + one.address}>
              <th scope="row">
                {one.agency}
                <span className="under">{one.address}</span>
              </th>
              <td data-label={t("columnTopic")}>{one.topic}</td>
              <td data-label={t("columnState")}>
                <Tag tone={one.state === "dead" ? "bad" : "waiting"}>{t(one.state === "dead" ? "deliveryDead" : "deliveryWaiting")}</Tag>
              </td>
              <td data-label={t("columnDeliveryFault")}>{why(one.fault)}</td>
              <td className="num" data-label={t("columnAttempts")}>
                {number(one.attempts)}
              </td>
              <td data-label={t("columnNextTry")}>{one.state === "dead" ? "–" : time(one.nextAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
