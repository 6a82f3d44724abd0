import { describe, expect, it } from "vitest";
import { alertDot } from "./alert-dot";
import { isRinging, stateView, worstState } from "./alert-state";
import { alertsHref, isEveryAlert, readAlertsAddress } from "./alerts-address";
import { lengthWords } from "./length-words";
import { linkedText } from "./linked-text";

describe("a state", () => {
  it("is a word and what it means, with what lies over it", () => {
    expect(stateView("no_data", ["muted"])).toEqual({
      state: "no_data",
      word: "no data",
      meaning: "Nothing came that could be judged.",
      over: ["muted"],
    });
  });

  it("of many is the one that needs a look most", () => {
    expect(worstState(["ok", "recovering", "firing", "paused"])).toBe("firing");
    expect(worstState(["paused", "ok"])).toBe("ok");
    expect(worstState(["paused"])).toBe("paused");
    expect(worstState([])).toBe("ok");
  });

  it("rings until it is told that it ended", () => {
    expect((["firing", "recovering", "no_data", "error"] as const).every(isRinging)).toBe(true);
    expect((["ok", "pending", "paused"] as const).some(isRinging)).toBe(false);
  });
});

describe("the address of the list", () => {
  it("is read and written alike", () => {
    const address = readAlertsAddress({ q: " api ", state: "no_data", cursor: "c" });
    expect(address).toEqual({ q: "api", state: "no_data", cursor: "c" });
    expect(alertsHref(address, { cursor: "c" })).toBe("/alerts?q=api&state=no_data&cursor=c");
    expect(readAlertsAddress({ state: "everything", q: ["a"] })).toEqual({ q: "", state: "", cursor: "" });
  });

  it("begins anew when what is listed changes", () => {
    const address = readAlertsAddress({ q: "api", cursor: "c" });
    expect(alertsHref(address, { state: "ok" })).toBe("/alerts?q=api&state=ok");
    expect(alertsHref(address, { q: "" })).toBe("/alerts");
  });

  it("knows when all are asked for", () => {
    expect(isEveryAlert(readAlertsAddress({}))).toBe(true);
    expect(isEveryAlert(readAlertsAddress({ state: "ok" }))).toBe(false);
  });
});

describe("lengthWords", () => {
  it.each([
    [0, "less than a second"],
    [1, "1 second"],
    [59, "59 seconds"],
    [60, "1 minute"],
    [200, "3 minutes 20 seconds"],
    [3_600, "1 hour"],
    [3_929, "1 hour 5 minutes"],
    [86_400 * 2 + 3_600 * 4 + 59, "2 days 4 hours"],
  ])("of %i seconds is %s", (seconds, words) => {
    expect(lengthWords(seconds)).toBe(words);
  });
});

describe("linkedText", () => {
  it("makes links of addresses, without what ends the sentence", () => {
    expect(linkedText("See https://wiki.example.com/a?b=1#c. Then (http://x.example/y) call.")).toEqual([
      { text: "See ", href: null },
      { text: "https://wiki.example.com/a?b=1#c", href: "https://wiki.example.com/a?b=1#c" },
      { text: ". Then (", href: null },
      { text: "http://x.example/y", href: "http://x.example/y" },
      { text: ") call.", href: null },
    ]);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "<a href='x'>y</a>", "https://", "ftp://x.example"])(
    "makes none of %s",
    (text) => {
      expect(linkedText(text)).toEqual([{ text, href: null }]);
    },
  );
});

describe("the dot of a stat", () => {
  it("is that of the worst alert on it, and says how all of them stand", () => {
    expect(alertDot({ ok: 2, firing: 1 })).toEqual({ state: "firing", words: "Alerts: 1 firing, 2 ok" });
    expect(alertDot({ paused: 1 })).toEqual({ state: "paused", words: "Alerts: 1 paused" });
  });
});
