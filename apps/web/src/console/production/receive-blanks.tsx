import { makeSerial } from "@dinhdanh/cards/contract";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { receiveBlanks } from "../api/card-calls.ts";
import { newId } from "../parts/new-id.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";
import { blanksBetween } from "./serial-range.ts";

const empty = { supplier: "", firstSerial: "", lastSerial: "" };

/** A delivery: its two ends are scanned, and the number between them is said before it is taken. */
export function ReceiveBlanks() {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [given, setGiven] = useState(empty);
  const [deliveryId, setDeliveryId] = useState(newId);
  const [first, last] = [given.firstSerial, given.lastSerial].map((serial) => serial.trim().toUpperCase());
  const blanks = blanksBetween(first ?? "", last ?? "");
  const take = useMutation({
    mutationFn: () => receiveBlanks({ deliveryId, supplier: given.supplier.trim(), firstSerial: first ?? "", lastSerial: last ?? "" }),
    onSuccess: () => {
      setGiven({ ...empty, supplier: given.supplier });
      setDeliveryId(newId());
      return client.invalidateQueries({ queryKey: ["line"] });
    },
  });
  const typed = given.firstSerial !== "" && given.lastSerial !== "";
  const field = (key: keyof typeof empty, label: string) => (
    <TextInput
      label={label}
      autoComplete="off"
      spellCheck={false}
      value={given[key]}
      onChange={({ currentTarget }) => setGiven({ ...given, [key]: currentTarget.value })}
    />
  );
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (blanks !== undefined && given.supplier.trim() !== "") take.mutate();
      }}
    >
      <h2>{t("receiveTitle")}</h2>
      {field("supplier", t("supplier"))}
      {field("firstSerial", t("firstSerial"))}
      {field("lastSerial", t("lastSerial"))}
      <output className={typed && blanks === undefined ? "danger small" : "mute small"}>
        {typed ? (blanks === undefined ? t("rangeWrong") : t("rangeIs", { n: blanks })) : t("rangeTeach", { example: makeSerial("AA", 1) })}
      </output>
      {take.error === null ? null : <Trouble error={take.error} />}
      <div>
        <Button type="submit" loading={take.isPending} disabled={blanks === undefined || given.supplier.trim() === ""}>
          {t("receive")}
        </Button>
      </div>
    </form>
  );
}
