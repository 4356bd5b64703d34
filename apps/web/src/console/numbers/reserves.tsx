import type { Buckets, ReserveView } from "@dinhdanh/population/contract";
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reservesQuery, returnNumbers } from "../api/number-calls.ts";
import { Blank } from "../parts/blank.tsx";
import { newId } from "../parts/new-id.ts";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { useBucketWords } from "./bucket-words.ts";
import { SetApart } from "./set-apart.tsx";

type Props = Pick<Buckets, "provinces" | "province">;

/** Numbers that devices hold: what is used, what is not, and the way back. */
export function Reserves({ provinces, province }: Props) {
  const { t } = useLanguage();
  const { data, error, refetch } = useQuery(reservesQuery);
  return (
    <section className="panel">
      <h2>{t("reserveTitle")}</h2>
      <p className="mute">{t("reserveTeach")}</p>
      <SetApart provinces={provinces} province={province} />
      {error === null ? null : <Trouble error={error} onRetry={() => void refetch()} />}
      {data === undefined ? error === null ? <Bars rows={2} height={28} /> : null : null}
      {data?.length === 0 ? <Blank>{t("reserveNone")}</Blank> : null}
      {data === undefined || data.length === 0 ? null : (
        <table className="stacked">
          <thead>
            <tr>
              <th scope="col">{t("reserveDevice")}</th>
              <th scope="col">{t("reserveColumnOf")}</th>
              <th scope="col">{t("reserveColumnWhen")}</th>
              <th scope="col" className="num">
                {t("reserveColumnUsed")}
              </th>
              <th scope="col" className="num">
                {t("reserveColumnUnused")}
              </th>
              <th scope="col">
                <span className="hidden">{t("reserveReturn", { n: 0 })}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((one) => (
              <ReserveRow key={one.reserveId} one={one} provinces={provinces} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function ReserveRow({ one, provinces }: { one: ReserveView; provinces: Buckets["provinces"] }) {
  const { t, time, number } = useLanguage();
  const words = useBucketWords(provinces);
  const client = useQueryClient();
  const [requestId] = useState(newId);
  const back = useMutation({
    mutationFn: () => returnNumbers({ requestId, reserveId: one.reserveId }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["numbers"] }),
  });
  const unused = one.count - one.used;
  return (
    <tr>
      <th scope="row">
        {one.device}
        <span className="under">{one.officer}</span>
      </th>
      <td data-label={t("reserveColumnOf")}>{t("reserveOf", words(one.bucket))}</td>
      <td data-label={t("reserveColumnWhen")}>
        {time(one.reservedAt)}
        {one.returnedAt === null ? null : <span className="under">{t("reserveReturned", { time: time(one.returnedAt) })}</span>}
      </td>
      <td data-label={t("reserveColumnUsed")} className="num">
        {number(one.used)}
      </td>
      <td data-label={t("reserveColumnUnused")} className="num">
        {number(unused)}
      </td>
      <td>
        {unused === 0 ? null : (
          <Button variant="default" size="xs" loading={back.isPending} onClick={() => back.mutate()}>
            {t("reserveReturn", { n: unused })}
          </Button>
        )}
        {back.error === null ? null : <Trouble error={back.error} />}
      </td>
    </tr>
  );
}
