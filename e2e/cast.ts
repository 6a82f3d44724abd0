import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Page } from "playwright/test";

const run = promisify(execFile);

export interface Person {
  email: string;
  password: string;
}

/** Somebody new, with an address nobody else has. */
export function stranger(name = "alice"): Person {
  return { email: `${name}-${randomBytes(6).toString("hex")}@example.org`, password: "seven quiet eagles" };
}

/** Signs a stranger up in the browser; leaves the page on the one that waits for the first number. */
export async function signUp(page: Page, person: Person = stranger()): Promise<{ ezkey: string; curl: string }> {
  await page.goto("/signup");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.waitForURL("**/welcome");
  const curl = (await page.getByRole("tabpanel").first().locator("code").textContent()) ?? "";
  const ezkey = /sn_in_[0-9A-Za-z]+/.exec(curl)?.[0];
  if (ezkey === undefined) throw new Error(`no key in ${curl}`);
  return { ezkey, curl };
}

/** Runs a command line in a shell, as somebody who pasted it would; returns what it printed. */
export async function shell(line: string): Promise<string> {
  const { stdout } = await run("sh", ["-c", line]);
  return stdout;
}

/** Posts one number by curl and fails unless it was acknowledged with 204. */
export async function post(ezkey: string, stat: string, kind: "count" | "value", amount: number, t?: number) {
  const fields = { stat, ezkey, [kind]: String(amount), ...(t === undefined ? {} : { t: String(t) }) };
  const data = Object.entries(fields).flatMap(([name, value]) => ["--data-urlencode", `${name}=${value}`]);
  const { stdout } = await run("curl", [
    "-s",
    "-o",
    "/dev/null",
    "-w",
    "%{http_code}",
    ...data,
    `${process.env.BASE_URL}/ez`,
  ]);
  if (stdout !== "204") throw new Error(`${stat}: the post was answered ${stdout}`);
}
