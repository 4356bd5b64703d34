import { useLanguage } from "../words/language.tsx";

/** Bars in the place of what comes. They appear after 300 ms (in CSS), so that a quick answer shows none. */
export function Bars({ rows, height = 20 }: { rows: number; height?: number }) {
  return (
    <div className="bars" aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className="bar" style={{ height, width: `${100 - ((index * 17) % 35)}%` }} />
      ))}
    </div>
  );
}

export function PageSkeleton() {
  const { t } = useLanguage();
  return (
    <div aria-busy="true">
      <output className="hidden">{t("loading")}</output>
      <Bars rows={1} height={36} />
      <Bars rows={2} />
      <Bars rows={8} height={32} />
    </div>
  );
}
