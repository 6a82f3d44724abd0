/** What was typed between commas, semicolons, spaces and ends of lines, once each. Not yet known to be addresses. */
export function typedAddresses(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ""))];
}

export interface KnownReaders {
  /** Who gets it without being asked, or has agreed. */
  agreed: string[];
  /** Who ended it, and stays without it. */
  gone: string[];
}

/** What becomes of those who are typed: who is asked first, and who gets nothing. Empty when all get it at once. */
export function readersWords(text: string, { agreed, gone }: KnownReaders): string[] {
  const typed = typedAddresses(text).map((address) => address.toLowerCase());
  const ended = typed.filter((address) => gone.includes(address));
  const fresh = typed.filter((address) => /.@./.test(address) && !agreed.includes(address) && !ended.includes(address));
  return [
    ...(fresh.length === 0 ? [] : [`Asked by mail first, and sent nothing until they agree: ${fresh.join(", ")}.`]),
    ...(ended.length === 0 ? [] : [`Unsubscribed, and stays so: ${ended.join(", ")}.`]),
  ];
}

/** Who of those on a list was there before. */
export function knownReaders(
  recipients: { address: string; confirmedAt: Date | null; unsubscribedAt: Date | null }[],
): KnownReaders {
  const gone = recipients.filter(({ unsubscribedAt }) => unsubscribedAt !== null);
  const agreed = recipients.filter((each) => each.confirmedAt !== null && each.unsubscribedAt === null);
  return { agreed: agreed.map(({ address }) => address), gone: gone.map(({ address }) => address) };
}
