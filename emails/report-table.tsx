import type { ReactNode } from "react";
import { Img } from "react-email";
import { LIGHT, MONO } from "./look";

/** Lines of a report, under a word of what they are. */
export function Table({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} style={TABLE}>
      <tbody>
        {title !== undefined && (
          <tr>
            <td colSpan={2} style={{ padding: "0 0 6px" }}>
              <h2 className="muted" style={GROUP}>
                {title}
              </h2>
            </td>
          </tr>
        )}
        {children}
      </tbody>
    </table>
  );
}

interface RowProps {
  name: string;
  below: string;
  /** A line the size of a word, by its content id; undefined shows none. */
  picture?: string | undefined;
  /** What stands at its end. */
  children?: ReactNode;
}

export function Row({ name, below, picture, children }: RowProps) {
  return (
    <tr>
      <td className="ink line" style={children === undefined ? { ...CELL, width: "100%" } : CELL}>
        <span dir="auto">{name}</span>
        <div className="muted" style={BELOW}>
          {below}
        </div>
      </td>
      {children !== undefined && (
        <td className="ink line" align="right" style={END}>
          {children}
          {picture !== undefined && <Img src={`cid:${picture}`} alt="" {...SPARK_SIZE} style={SPARK} />}
        </td>
      )}
    </tr>
  );
}

/** A number, or the words for there being none. */
export function Amount({ known, children }: { known: boolean; children: string }) {
  return known ? (
    <span style={NUMBER}>{children}</span>
  ) : (
    <span className="muted" style={{ color: LIGHT.muted }}>
      {children}
    </span>
  );
}

/** The one number that a report begins with. */
export function Hero({ name, amount, below }: { name: string; amount: string; below: string }) {
  return (
    <div className="ink" style={{ ...LETTERS, margin: "0 0 12px" }}>
      <span dir="auto">{name}</span>
      <div style={LARGE}>{amount}</div>
      <div className="muted" style={BELOW}>
        {below}
      </div>
    </div>
  );
}

const SPARK_SIZE = { width: 96, height: 24 };

const ANYWHERE = { wordBreak: "break-word", overflowWrap: "anywhere" } as const;
const LETTERS = { fontSize: 15, lineHeight: "22px", color: LIGHT.ink, ...ANYWHERE };
/** What its rows have in common is said once: a long report has many. */
const TABLE = { ...LETTERS, margin: "0 0 20px" };
const GROUP = { fontSize: 13, lineHeight: "20px", fontWeight: 600, color: LIGHT.muted, margin: 0 };
const CELL = { borderTop: `1px solid ${LIGHT.hairline}`, verticalAlign: "top", padding: "8px 0" } as const;
const END = { ...CELL, padding: "8px 0 8px 12px", wordBreak: "normal", overflowWrap: "normal" } as const;
const BELOW = { fontSize: 13, lineHeight: "20px", color: LIGHT.muted };
const NUMBER = { fontFamily: MONO, whiteSpace: "nowrap" } as const;
const LARGE = { fontFamily: MONO, fontSize: 40, lineHeight: "48px", fontWeight: 500 };
/** Said here too: Apple's Mail goes by no attribute of a picture that comes along. */
const SPARK = { ...SPARK_SIZE, display: "block", margin: "4px 0 0" } as const;
