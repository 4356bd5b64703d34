import { type Buckets, readBucket } from "@dinhdanh/population/contract";
import { useLanguage } from "../words/language.tsx";
import { bucketSize } from "./bucket-words.ts";

type Bucket = Buckets["buckets"][number];
const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const nearlyFull = 0.9;

/** Every year of birth of one sex, a decade a row: how much of each is used. */
export function BucketGrid({ buckets, sex }: { buckets: readonly Bucket[]; sex: "male" | "female" }) {
  const { t } = useLanguage();
  const byYear = new Map<number, Bucket>();
  for (const one of buckets) {
    const read = readBucket(one.bucket);
    if (read.sex === sex) byYear.set(read.birthYear, one);
  }
  if (byYear.size === 0) return null;
  const decades = [...new Set([...byYear.keys()].map((year) => Math.floor(year / 10) * 10))].sort((a, b) => b - a);
  return (
    <table className="number-grid">
      <caption>{t("numbersGrid", { sex: t(sex === "male" ? "numbersMale" : "numbersFemale") })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("numbersDecade")}</th>
          {digits.map((digit) => (
            <th key={digit} scope="col" className="num">
              {digit}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {decades.map((decade) => (
          <tr key={decade}>
            <th scope="row">{decade}</th>
            {digits.map((digit) => (
              <BucketCell key={digit} bucket={byYear.get(decade + digit)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Below a tenth of a per cent a figure would be nought: it is said that some are used. */
function BucketCell({ bucket: one }: { bucket: Bucket | undefined }) {
  const { t, locale } = useLanguage();
  if (one === undefined) return <td className="num mute">·</td>;
  const share = (one.taken / bucketSize) * 100;
  const tone = share >= 100 ? "number-full" : share >= nearlyFull * 100 ? "number-scarce" : "";
  const shown = share < 0.1 ? "<0.1" : (Math.floor(share * 10) / 10).toFixed(share >= 10 ? 0 : 1);
  return (
    <td className={`num ${tone}`} title={t("numbersCell", { bucket: one.bucket, taken: one.taken, free: bucketSize - one.taken })}>
      {locale === "vi" ? shown.replace(".", ",") : shown}
    </td>
  );
}
