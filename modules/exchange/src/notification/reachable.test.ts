import { expect, it } from "vitest";
import { literalOf, mayReach, readAddress, readNetworks } from "./reachable.ts";
import { sendRequest } from "./send-request.ts";

const none = readNetworks("");

it("reaches public addresses by https and nothing else", () => {
  expect(["1.1.1.1", "93.184.216.34", "2606:4700::1111"].filter((ip) => !mayReach(ip, "https:", none))).toEqual([]);
  expect(mayReach("1.1.1.1", "http:", none)).toBe(false);
  const within = [
    ...["127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1"],
    ...["198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fc00::1", "fd12::1", "fe80::1"],
    ...["ff02::1", "2001:db8::1", "2002:7f00:1::", "64:ff9b::7f00:1", "::ffff:7f00:1"],
  ];
  expect(within.filter((ip) => mayReach(ip, "https:", none))).toEqual([]);
});

it("reaches the networks that the configuration allows, also without TLS", () => {
  const allowed = readNetworks("10.20.0.0/16, fd00::/8 127.0.0.1");
  expect(["10.20.3.4", "fd12::1", "127.0.0.1", "::ffff:10.20.3.4"].filter((ip) => !mayReach(ip, "http:", allowed))).toEqual([]);
  expect(["10.21.0.1", "127.0.0.2", "1.1.1.1"].filter((ip) => mayReach(ip, "http:", allowed))).toEqual([]);
  expect(() => readNetworks("10.0.0.0/8 intranet")).toThrow("not a network: intranet");
  expect(() => readNetworks("10.0.0.0/x")).toThrow("not a network");
});

it("reads spellings of an address as the address that they are", () => {
  const literal = (text: string) => {
    const url = readAddress(text);
    return url === undefined ? undefined : literalOf(url);
  };
  for (const text of ["https://2130706433/", "https://0x7f.1/", "https://127.1", "https://0177.0.0.1/x"])
    expect(literal(text)).toBe("127.0.0.1");
  expect(literal("https://[::1]:8080/")).toBe("::1");
  expect(literal("https://example.com")).toBeUndefined();
  for (const text of ["ftp://example.com", "file:///etc/passwd", "https://user:pass@example.com/", "https://example.com/#x", "x"])
    expect(readAddress(text), text).toBeUndefined();
});

it("looks at where a name leads when it connects", async () => {
  const request = (url: string) => ({ url, headers: {}, body: "{}" });
  expect(await sendRequest(request("https://localhost:9/"), none)).toBe("address-not-allowed");
  expect(await sendRequest(request("https://127.0.0.1:9/"), none)).toBe("address-not-allowed");
  expect(await sendRequest(request("http://localhost:9/"), readNetworks("127.0.0.1 ::1"))).toBe("unreachable");
});
