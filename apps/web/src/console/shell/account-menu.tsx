import { roleNames } from "@dinhdanh/staff/contract";
import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useLeaveSession } from "../routing/use-leave-session.ts";
import { useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import type { Word } from "../words/words.ts";
import { useShortcutList } from "./shortcut-list.ts";

const schemes: readonly (readonly [MantineColorScheme, Word])[] = [
  ["light", "colourLight"],
  ["dark", "colourDark"],
  ["auto", "colourAuto"],
];

/** What stands in brackets stays on one line. */
const unbroken = (name: string) => name.replace(/\(.*\)/, (bracket) => bracket.replaceAll(" ", "\u00a0"));

export function AccountMenu() {
  const { t, say } = useLanguage();
  const officer = useOfficer();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useLeaveSession();
  const shortcuts = useShortcutList();
  const scope = officer.scope === null ? t("country") : officer.scopeName;
  return (
    <Menu position="bottom-end" width={264}>
      <Menu.Target>
        <UnstyledButton className="account">
          <span className="hidden">{t("accountMenu")}: </span>
          <span>{unbroken(officer.name)}</span>
          <span className="account-scope">{scope}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {officer.code} · {say(roleNames[officer.role])} · {scope}
        </Menu.Label>
        <Menu.Divider />
        {schemes.map(([scheme, word]) => (
          <Menu.Item key={scheme} role="menuitemradio" aria-checked={colorScheme === scheme} onClick={() => setColorScheme(scheme)}>
            <span className="check" aria-hidden="true">
              {colorScheme === scheme ? "✓" : ""}
            </span>
            {t(word)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item rightSection={<kbd>?</kbd>} onClick={shortcuts.open}>
          {t("shortcutsTitle")}
        </Menu.Item>
        <Menu.Item onClick={leave}>{t("signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
