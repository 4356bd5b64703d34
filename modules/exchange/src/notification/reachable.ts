import { BlockList, isIP } from "node:net";

/** Networks that no message may reach from outside: special-purpose addresses (RFC 6890 and its IANA registries). */
const special = new BlockList();
for (const [network, prefix] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
  ] as const),
  ...([
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
  ] as const),
  ...([
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ] as const),
] as const)
  special.addSubnet(network, prefix, "ipv4");
/** Of IPv6 only global unicast is public; within it the ranges that stand for others, IPv4 among them. */
const publicV6 = new BlockList();
publicV6.addSubnet("2000::", 3, "ipv6");
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special.addSubnet(network, prefix, "ipv6");

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** ::ffff:10.0.0.1 is 10.0.0.1. */
const unmapped = (address: string) => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

/**
 * Whether messages may be sent to an IP address: public ones by https, those of the allowed networks in any case. Anything else would let an
 * agency make this server call what only this server can reach.
 */
export function mayReach(address: string, protocol: string, allowed: BlockList): boolean {
  const ip = unmapped(address);
  const family = familyOf(ip);
  if (isIP(ip) === 0) return false;
  if (allowed.check(ip, family)) return true;
  if (protocol !== "https:" || special.check(ip, family)) return false;
  return family === "ipv4" || publicV6.check(ip, "ipv6");
}

/** The address as a URL, if messages could go there by its form: http or https, no credentials, no fragment. */
export function readAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const plain = url.username === "" && url.password === "" && url.hash === "";
  return plain && (url.protocol === "https:" || url.protocol === "http:") ? url : undefined;
}

/** The IP address of a URL that names one: no name is looked up for it. */
export function literalOf({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) === 0 ? undefined : bare;
}

/**
 * Networks such as `10.20.0.0/16 fd00::/8`, parted by spaces or commas.
 * @throws when one of them is none
 */
export function readNetworks(text: string): BlockList {
  const networks = new BlockList();
  for (const one of text.split(/[\s,]+/).filter((part) => part !== "")) {
    const [address = "", prefix = isIP(address) === 6 ? "128" : "32"] = one.split("/");
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(prefix)) throw new Error(`not a network: ${one}`);
    networks.addSubnet(address, Number(prefix), familyOf(address));
  }
  return networks;
}
