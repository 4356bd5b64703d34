import { createCaptureClient, type DeviceView } from "@dinhdanh/capture";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

/** Where the device's program listens on this machine, and the token that it shows. Entered once at each desk. */
export type Pairing = { port: number; token: string };

const key = "dinhdanh-capture-device";

function keptPairing(): Pairing | null {
  const [port = "", token = ""] = (localStorage.getItem(key) ?? "").split(" ");
  return token === "" ? null : { port: Number(port), token };
}

/** The device of this desk: its state is asked for every few seconds, so that one that is plugged in shows. */
export function useDevice() {
  const [pairing, setPairing] = useState(keptPairing);
  const client = pairing === null ? null : createCaptureClient(pairing);
  const view = useQuery<DeviceView>({
    queryKey: ["capture-device", pairing],
    queryFn: () => client?.device() ?? Promise.reject(new Error("no device is paired")),
    enabled: client !== null,
    refetchInterval: 5000,
    retry: false,
    staleTime: 0,
    networkMode: "always",
  });
  const pair = (next: Pairing) => {
    localStorage.setItem(key, `${next.port} ${next.token}`);
    setPairing(next);
  };
  const state = client === null ? "unpaired" : view.isPending ? "looking" : view.isError ? "away" : view.data.state;
  return { client, state, view: view.data, error: view.error, pair } as const;
}
