import { type Buckets, readBucket } from "@dinhdanh/population/contract";
import { useLanguage } from "../words/language.tsx";

/** Numbers of one province, sex with century, and year of birth. */
export const bucketSize = 1_000_000;

/** What the first six digits of a number mean, in words. */
export function useBucketWords(provinces: Buckets["provinces"]) {
  const { t } = useLanguage();
  return (bucket: string) => {
    const { province, sex, birthYear } = readBucket(bucket);
    const name = provinces.find(({ code }) => code === province)?.name ?? t("numbersAbroad", { code: province });
    return { province: name, sex: t(sex === "male" ? "numbersMale" : "numbersFemale"), year: String(birthYear) };
  };
}
