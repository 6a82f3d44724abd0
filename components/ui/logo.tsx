/** The eagle's eye over its nest; drawn in the ink and the accent of the theme. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg viewBox="3 5 26 24" width={size} height={size} aria-hidden="true" fill="none" strokeLinecap="round">
      <path
        d="M4.6 13.8C8.5 8.7 13 6.6 17.4 7c4.3 .4 7.6 2.9 10 6.3l-4.8 .5"
        stroke="var(--ink)"
        strokeWidth="2.2"
        strokeLinejoin="round"
      />
      <circle cx="15.8" cy="15.3" r="3.7" stroke="var(--accent)" strokeWidth="3" />
      <path d="M5.6 20.6c3.4 5 17.4 5 20.8 0M9 26.2c4 1.8 10 1.8 14 0" stroke="var(--accent)" strokeWidth="1.9" />
    </svg>
  );
}
