import { roleNames } from "@dinhdanh/staff/contract";
import type { DemoOfficer } from "../api/session.ts";
import { useLanguage } from "../words/language.tsx";
import { roleDoes } from "../words/tables.ts";

type Props = { officers: DemoOfficer[]; busy: boolean; onChoose: (code: string) => void };

/** Each officer says what they may see and what they do: the choice shows how scope works. */
export function DemoOfficers({ officers, busy, onChoose }: Props) {
  const { t, say } = useLanguage();
  return (
    <section>
      <h2>{t("demoTitle")}</h2>
      <p className="mute">{t("demoLead")}</p>
      <ul className="officers">
        {officers.map(({ code, name, role, scope, scopeName }) => (
          <li key={code}>
            <button type="button" disabled={busy} onClick={() => onChoose(code)}>
              <b>{say(roleNames[role])}</b>
              <span>{t("scopeOf", { name: scope === null ? t("country") : scopeName })}</span>
              <span className="mute">{t(roleDoes[role])}</span>
              <span className="mute small">
                {name} · {code}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
