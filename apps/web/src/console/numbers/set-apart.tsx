import { type Allocated, type Buckets, readBucket } from "@dinhdanh/population/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reserveNumbers } from "../api/number-calls.ts";
import { newId } from "../parts/new-id.ts";
import { NumberField } from "../parts/number-field.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { saveFile } from "../parts/save-file.ts";
import { useStart } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

const mostAtOnce = 10_000;

/** Sets numbers of the page's province apart for a device; its list is taken along as a file. */
export function SetApart({ provinces, province }: Pick<Buckets, "provinces" | "province">) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const { lastDay } = useStart();
  const thisYear = Number(lastDay.slice(0, 4));
  const [device, setDevice] = useState("");
  const [sex, setSex] = useState<"male" | "female">("male");
  const [birthYear, setBirthYear] = useState(thisYear);
  const [count, setCount] = useState(100);
  // one id a request: a second press answers the same numbers
  const [requestId, setRequestId] = useState(newId);
  const reserve = useMutation({
    mutationFn: () => reserveNumbers({ requestId, device: device.trim(), province, sex, birthYear, count }),
    onSuccess: () => {
      setRequestId(newId());
      return client.invalidateQueries({ queryKey: ["numbers"] });
    },
  });
  const { data } = reserve;
  const name = provinces.find(({ code }) => code === province)?.name ?? province;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (device.trim() !== "") reserve.mutate();
      }}
    >
      <p className="number-of">{name}</p>
      <div className="number-form">
        <TextInput
          label={t("reserveDevice")}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={device}
          onChange={({ currentTarget }) => setDevice(currentTarget.value)}
        />
        <NativeSelect
          label={t("reserveSex")}
          value={sex}
          onChange={({ currentTarget }) => setSex(currentTarget.value === "female" ? "female" : "male")}
          data={[
            { value: "male", label: t("numbersMale") },
            { value: "female", label: t("numbersFemale") },
          ]}
        />
        <NativeSelect
          label={t("reserveYear")}
          value={String(birthYear)}
          onChange={({ currentTarget }) => setBirthYear(Number(currentTarget.value))}
          data={Array.from({ length: 121 }, (_, back) => String(thisYear - back))}
        />
        <NumberField label={t("reserveCount")} value={count} least={1} most={mostAtOnce} onChange={setCount} />
        <Button type="submit" loading={reserve.isPending} disabled={device.trim() === ""}>
          {t("reserveDo")}
        </Button>
      </div>
      {reserve.error === null ? null : <Trouble error={reserve.error} />}
      {data === undefined ? null : <Done given={data} device={device.trim()} />}
    </form>
  );
}

/** What was set apart, and the list to take along. */
function Done({ given: { numbers, free }, device }: { given: Allocated; device: string }) {
  const { t } = useLanguage();
  const save = () =>
    saveFile(new Blob([`${numbers.join("\n")}\n`], { type: "text/csv" }), `reserve-${readBucket(numbers[0] ?? "").birthYear}.csv`);
  return (
    <output className="number-said">
      {t("reserveDone", { n: numbers.length, device, free })}
      <Button variant="default" size="xs" onClick={save}>
        {t("reserveDownload")}
      </Button>
    </output>
  );
}
