import { useNetwork } from "@mantine/hooks";
import { useLanguage } from "../words/language.tsx";

export function OfflineBar() {
  const { t } = useLanguage();
  const { online } = useNetwork();
  return <output className="offline">{online ? null : t("offline")}</output>;
}
