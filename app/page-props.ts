/** What a page's address says after the question mark. Written out so that types need no build before them. */
export type Query = Promise<Record<string, string | string[] | undefined>>;

export interface QueryProps {
  searchParams: Query;
}
