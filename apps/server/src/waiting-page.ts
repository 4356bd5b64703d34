import { createHash } from "node:crypto";
import type { Text } from "@dinhdanh/kernel";

/** A piece of work that is waited for; `fraction` from 0 to 1. */
export type WaitingStep = { key: string; label: Text; fraction: number };

/** Asks how far it is until the server itself answers, then loads the address again. Between the two nobody answers for an instant. */
const script = `
  const look = async () => {
    try {
      const answer = await fetch("/readyz", { cache: "no-store" });
      if (answer.ok) return location.reload();
      for (const { key, fraction } of (await answer.json()).steps) {
        document.getElementById(key).value = fraction;
        document.getElementById(key + "-text").textContent = Math.floor(fraction * 100) + " %";
      }
    } catch {}
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
`;

const style = `
  :root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1b2430; --quiet: #5b6470; --action: #0e5e6f; }
  @media (prefers-color-scheme: dark) { :root { --paper: #14191f; --ink: #e8e6e1; --quiet: #a3abb5; --action: #6fc3d3; } }
  body { max-width: 560px; margin: 12vh auto 0; padding: 0 16px; background: var(--paper); color: var(--ink); font: 14px/1.45 "Be Vietnam Pro", system-ui, sans-serif; }
  h1 { font-size: 20px; margin: 0 0 8px; }
  p { margin: 0 0 8px; }
  [lang="en"] { color: var(--quiet); }
  ul { list-style: none; margin: 32px 0 0; padding: 0; }
  li { margin-bottom: 16px; }
  .line { display: flex; justify-content: space-between; gap: 16px; font-variant-numeric: tabular-nums; }
  .line output { white-space: nowrap; }
  progress { width: 100%; height: 8px; accent-color: var(--action); }
`;

const lineOf = ({ key, label, fraction }: WaitingStep) => `<li>
  <div class="line"><label for="${key}">${label.vi} <span lang="en">${label.en}</span></label><output id="${key}-text">${Math.floor(fraction * 100)} %</output></div>
  <progress id="${key}" max="1" value="${fraction}"></progress></li>`;

/** What a browser shows while a register is loaded. */
export const waitingPage = (steps: readonly WaitingStep[]): string => `<!doctype html>
<html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Định Danh: đang nạp dữ liệu</title>
<style>${style}</style><noscript><meta http-equiv="refresh" content="5"></noscript>
<h1>Đang nạp dữ liệu mô phỏng</h1>
<p>Trang làm việc tự mở khi nạp xong; bạn không cần tải lại.</p>
<p lang="en">Loading simulated data. The console opens by itself when this is done; there is no need to reload.</p>
<ul>${steps.map(lineOf).join("\n")}</ul>
<script>${script}</script></html>
`;

/** As strict as the console's: its own script by hash, and nothing from elsewhere. */
export const waitingPolicy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  "style-src 'unsafe-inline'",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
