import { randomUUID } from "node:crypto";
import { accountMark, type Device, deviceInput } from "@/lib/interactors/accounts/device";
import { sealedCookie } from "./sealed-cookie";

/** From the last time somebody signed in. */
const REMEMBERED_SECONDS = 365 * 24 * 3_600;

/** Of those who share a browser, the ones who signed in last. */
const MOST_ACCOUNTS = 8;

const cookie = sealedCookie("statnest.device", REMEMBERED_SECONDS);

/**
 * This browser, if somebody signed in in it before: their wrong passwords are then counted apart from everybody else's,
 * so that nobody can lock them out of it. It opens nothing by itself.
 */
export async function readDevice(): Promise<Device | null> {
  const { id, accounts } = (await cookie.read()) ?? {};
  return deviceInput.safeParse({ id, accounts }).data ?? null;
}

/** Notes that this account was signed in to in this browser. */
export async function rememberDevice(userId: string): Promise<void> {
  const known = await readDevice();
  const mark = accountMark(userId);
  const others = known?.accounts.filter((each) => each !== mark) ?? [];
  await cookie.write({ id: known?.id ?? randomUUID(), accounts: [mark, ...others].slice(0, MOST_ACCOUNTS) });
}
