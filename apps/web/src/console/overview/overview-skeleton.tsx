import { Bars } from "../parts/skeleton.tsx";
import { useLanguage } from "../words/language.tsx";

/** The same boxes as the page, so that nothing moves when the figures come. */
export function OverviewSkeleton() {
  const { t } = useLanguage();
  return (
    <div aria-busy="true">
      <output className="hidden">{t("loading")}</output>
      <Bars rows={1} height={36} />
      <Bars rows={2} height={22} />
      <div className="stages" aria-hidden="true">
        {Array.from({ length: 10 }, (_, index) => (
          <div className="stage" key={index}>
            <Bars rows={3} height={16} />
          </div>
        ))}
      </div>
      <div className="columns">
        <section className="wide">
          <Bars rows={8} height={32} />
        </section>
        <aside className="side">
          <Bars rows={6} height={40} />
        </aside>
      </div>
    </div>
  );
}
