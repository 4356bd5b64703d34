import { type Buckets, readBucket } from "@dinhdanh/population/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { bucketsQuery } from "../api/number-calls.ts";
import { OnlyWho } from "../parts/only-who.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { AssignPanel } from "./assign-panel.tsx";
import { BucketGrid } from "./bucket-grid.tsx";
import { bucketSize, useBucketWords } from "./bucket-words.ts";
import { Reserves } from "./reserves.tsx";
import { TakeUp } from "./take-up.tsx";

const route = getRouteApi("/trong/so-dinh-danh");

export const NumbersPage = () => (
  <OnlyWho may="allocate-numbers" title="numbersClosed" lead="numbersClosedLead">
    <Numbers />
  </OnlyWho>
);

/** Numbers of a province: how full each year of birth is; who has none; what devices hold; what others assigned. */
function Numbers() {
  const { t } = useLanguage();
  const { unit } = useStart();
  const { tinh: province = /^(?!00)\d{2}$/.test(unit) ? `0${unit}` : "001" } = route.useSearch();
  const navigate = useNavigate({ from: "/so-dinh-danh" });
  const { data, error, refetch } = useQuery(bucketsQuery(province));
  useTitle(t("navNumbers"));
  if (data === undefined) return error === null ? <Bars rows={10} height={28} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  const name = data.provinces.find(({ code }) => code === data.province)?.name ?? t("numbersAbroad", { code: data.province });
  return (
    <>
      <div className="above">
        <h1>{t("numbersTitle", { province: name })}</h1>
        <label className="filter">
          <span>{t("numbersProvince")}</span>
          <NativeSelect
            size="xs"
            value={data.province}
            onChange={({ currentTarget }) => void navigate({ search: { tinh: currentTarget.value }, replace: true, resetScroll: false })}
            data={data.provinces.map(({ code, name: label }) => ({ value: code, label: `${code} · ${label}` }))}
          />
        </label>
      </div>
      <Lead data={data} />
      <div className="number-grids">
        <BucketGrid buckets={data.buckets} sex="male" />
        <BucketGrid buckets={data.buckets} sex="female" />
      </div>
      <div className="columns">
        <section className="wide">
          <AssignPanel key={data.province} provinces={data.provinces} province={data.province} />
          <Reserves key={`reserves ${data.province}`} provinces={data.provinces} province={data.province} />
        </section>
        <aside className="side">
          <TakeUp />
        </aside>
      </div>
    </>
  );
}

/** What is there in a sentence, and any bucket of the country that runs out. */
function Lead({ data: { buckets, scarce, provinces } }: { data: Buckets }) {
  const { t, number, percent } = useLanguage();
  const words = useBucketWords(provinces);
  const borne = buckets.reduce((sum, one) => sum + one.borne, 0);
  const fullest = buckets.reduce<Buckets["buckets"][number] | undefined>(
    (best, one) => (best === undefined || one.taken > best.taken ? one : best),
    undefined,
  );
  return (
    <>
      {fullest === undefined ? (
        <p className="lead">{t("numbersNone")}</p>
      ) : (
        <p className="lead">
          {t("numbersLead", {
            ...{ borne: number(borne), n: buckets.length, sex: words(fullest.bucket).sex.toLocaleLowerCase() },
            ...{ year: String(readBucket(fullest.bucket).birthYear), taken: number(fullest.taken) },
          })}
        </p>
      )}
      {scarce.map(({ bucket, taken }) => {
        const full = taken >= bucketSize;
        return (
          <p key={bucket}>
            <Tag tone={full ? "bad" : "waiting"}>
              {t(full ? "numbersFull" : "numbersScarce", { ...words(bucket), share: percent(taken / bucketSize) })}
            </Tag>
          </p>
        );
      })}
    </>
  );
}
