import { CaptureError } from "@dinhdanh/capture";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { Tag } from "../../parts/tag.tsx";
import { useLanguage } from "../../words/language.tsx";
import type { useDevice } from "./pairing.ts";

const usualPort = 8765;

/** Which device is there, and the two fields that pair one. */
export function DeviceLine({ device }: { device: ReturnType<typeof useDevice> }) {
  const { t } = useLanguage();
  const { state, view, error } = device;
  const [shown, setShown] = useState(state === "unpaired");
  const [pairing, setPairing] = useState(shown);
  // a code that was mistyped stays, to be mended; one that fits is no longer needed
  if (pairing && state === "ready") {
    setPairing(false);
    setShown(false);
  }
  const wrongToken = error instanceof CaptureError && error.code === "wrong-token";
  return (
    <div className="device">
      <p>
        {state === "ready" || state === "busy" ? (
          <Tag tone="good">{t(state === "ready" ? "deviceReady" : "deviceBusy", { name: view?.name ?? "" })}</Tag>
        ) : (
          <Tag tone="waiting">
            {t(
              wrongToken
                ? "deviceWrongToken"
                : state === "unpaired"
                  ? "deviceUnpaired"
                  : state === "looking"
                    ? "deviceLooking"
                    : "deviceAway",
              // its program answers one page only: another port or name of the server is another page
              { page: window.location.origin },
            )}
          </Tag>
        )}{" "}
        {view?.simulated === true ? <span className="small mute">{t("deviceSimulated")}</span> : null}
        <button type="button" className="plain" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t("devicePair")}
        </button>
      </p>
      {shown ? <PairFields device={device} onPair={() => setPairing(true)} /> : null}
    </div>
  );
}

function PairFields({ device, onPair }: { device: ReturnType<typeof useDevice>; onPair: () => void }) {
  const { t } = useLanguage();
  const [port, setPort] = useState(String(usualPort));
  const [token, setToken] = useState("");
  const pair = () => {
    if (token.trim() === "" || !/^\d{2,5}$/.test(port)) return;
    device.pair({ port: Number(port), token: token.trim() });
    onPair();
  };
  // Enter here pairs; it must not submit the step around it
  const onKeyDown = (event: { key: string; preventDefault: () => void }) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    pair();
  };
  return (
    <div className="pair">
      <TextInput
        label={t("devicePort")}
        inputMode="numeric"
        value={port}
        onChange={(event) => setPort(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <TextInput
        label={t("deviceToken")}
        autoComplete="off"
        value={token}
        onChange={(event) => setToken(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Button variant="default" onClick={pair}>
        {t("devicePairNow")}
      </Button>
    </div>
  );
}
