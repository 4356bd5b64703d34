import { linkOptions } from "@tanstack/react-router";
import { PartNav } from "../parts/part-nav.tsx";
import { useLanguage } from "../words/language.tsx";

export function ProductionNav() {
  const { t } = useLanguage();
  const parts = [
    { label: t("partBatches"), link: linkOptions({ to: "/san-xuat" }) },
    { label: t("partBlanks"), link: linkOptions({ to: "/san-xuat/phoi" }) },
    { label: t("partParcels"), link: linkOptions({ to: "/san-xuat/kien" }) },
  ];
  return <PartNav label={t("productionParts")} parts={parts} />;
}
