import { Link, type LinkOptions } from "@tanstack/react-router";

type Part = { label: string; link: LinkOptions };

/** Ways between the pages of one subject. */
export function PartNav({ label, parts }: { label: string; parts: readonly Part[] }) {
  return (
    <nav className="parts" aria-label={label}>
      {parts.map(({ label: text, link }) => (
        <Link key={text} {...link} activeOptions={{ exact: true, includeSearch: false }}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
