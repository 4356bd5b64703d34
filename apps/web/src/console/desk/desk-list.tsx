import type { Desk } from "@dinhdanh/cards/contract";
import { Button } from "@mantine/core";
import { Blank } from "../parts/blank.tsx";
import { useRowKeys } from "../parts/use-row-keys.ts";
import { useLanguage } from "../words/language.tsx";

type Props = { desk: Desk; search: string; chosen: string | undefined; onOpen: (serial: string) => void; onClear: () => void };
const nothing = () => undefined;

/** The cards that lie here, by given name. */
export function DeskList({ desk, search, chosen, onOpen, onClear }: Props) {
  const { t, number, day, time } = useLanguage();
  const list = useRowKeys(desk.cards.length, nothing);
  if (desk.cards.length === 0) {
    return search === "" ? (
      <Blank>{t("deskEmpty")}</Blank>
    ) : (
      <Blank
        action={
          <Button variant="default" onClick={onClear}>
            {t("clearFilters")}
          </Button>
        }
      >
        {t("deskNoMatch", { q: search })}
      </Blank>
    );
  }
  return (
    <div ref={list}>
      <ul className="desk-list">
        {desk.cards.map(({ cardId, serial, fullName, birthDate, address, receivedAt }) => (
          <li key={cardId} data-line aria-current={chosen === serial ? "true" : undefined}>
            <div>
              <b>{fullName}</b>
              <span className="mute small">
                {[birthDate === null ? t("bornUnknown") : day(birthDate), address].filter((part) => part !== null).join(" · ")}
              </span>
            </div>
            <span className="desk-serial">
              <span className="serial">{serial}</span>
              <span className="mute small">
                {t("columnCame")} {time(receivedAt)}
              </span>
            </span>
            <Button data-row variant="default" aria-label={t("handOverTitle", { name: fullName })} onClick={() => onOpen(serial)}>
              {t("deskOpen")}
            </Button>
          </li>
        ))}
      </ul>
      <div className="list-foot">
        <span className="mute">{t("shownOf", { shown: number(desk.cards.length), total: desk.total })}</span>
        <span className="mute small keys">{t("keysHint")}</span>
      </div>
    </div>
  );
}
