/** Where a request came from, as far as is known: empty for jobs and the command line. */
export interface Source {
  /** The client's IP address, as the process that owns the public port saw it. */
  readonly address: string;
  /** Its User-Agent. */
  readonly agent: string;
}

export const NOWHERE: Source = { address: "", agent: "" };
