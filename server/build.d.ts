interface BuildOptions {
  say?: (line: string) => void;
  signal?: AbortSignal;
}

export const root: string;
export function nodeTooOld(version?: string): string | null;
export function nodeUnsafe(version?: string): string | null;
export function ensureServerBuild(options?: BuildOptions): Promise<boolean>;
export function ensureWebBuild(options?: BuildOptions): Promise<boolean>;
