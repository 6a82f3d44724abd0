import { Refusal } from "@/lib/errors";

const TARGET_FIELDS: Record<string, string> = {
  email: "address",
  webhook: "webhookUrl",
  slack: "slackUrl",
  pagerduty: "routingKey",
};

/** Which field of the form says where a channel of this kind leads. */
export function targetField(kind: string): string {
  return TARGET_FIELDS[kind] ?? "kind";
}

/** What is refused of the target is said beside the field that it was typed in. */
export async function underField<T>(field: string, asked: Promise<T>): Promise<T> {
  return renamed({ "#/target": `#/${field}` }, asked);
}

const QUIET_FIELDS = {
  "#/quietHours/from": "#/quietFrom",
  "#/quietHours/to": "#/quietTo",
  "#/quietHours/zone": "#/quietZone",
  "#/quietHours": "#/quietTo",
};

/** The same of quiet hours. */
export async function underQuietFields<T>(asked: Promise<T>): Promise<T> {
  return renamed(QUIET_FIELDS, asked);
}

async function renamed<T>(fields: Record<string, string>, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const faults = error.more.faults?.map((fault) => ({ ...fault, pointer: fields[fault.pointer] ?? fault.pointer }));
    throw new Refusal(error.code, error.detail, { ...error.more, faults });
  }
}

/** Throws `invalid` beside the field `name` unless what is to be deleted was typed, in any case. */
export function refuseOtherName(typed: string, name: string): void {
  const plain = (text: string) => text.replaceAll("\u00a0", " ").trim().toLowerCase();
  if (plain(typed) === plain(name)) return;
  throw new Refusal("invalid", "the name is another", {
    faults: [{ pointer: "#/name", detail: "is another than that of what is to be deleted" }],
  });
}

type Shape = "standard" | "alertmanager";

/** What the settings of a channel say: where it leads stays if nothing is typed, and quiet hours end if both are empty. */
export function typedChange(input: Record<string, string>) {
  const { name, target = "", shape, ...quiet } = input;
  return {
    name,
    ...(target.trim() === "" ? {} : { target }),
    ...(shape === undefined ? {} : { shape: shape as Shape }),
    ...typedQuiet(quiet),
  };
}

/** Quiet hours as a form says them; none where both times are empty. */
export function typedQuiet({ quietFrom = "", quietTo = "", quietZone }: Record<string, string>) {
  const none = quietFrom === "" && quietTo === "";
  return { quietHours: none ? null : { from: quietFrom, to: quietTo, zone: quietZone } };
}
