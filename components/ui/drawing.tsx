/** An SVG that our own presenter drew: it is ours, escaped there, and safe to set as it is. */
export function Drawing({ svg, className = "" }: { svg: string; className?: string }) {
  return (
    <span
      className={`block [&>svg]:block [&>svg]:max-w-full ${className}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by lib/presenters/chart, which escapes every name
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
