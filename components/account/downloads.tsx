import { buttonLook } from "@/components/ui/button-look";

/** Plain forms that answer with a file: a download is written down, so it is nothing that following a link may cause. */
export function Downloads({ team }: { team: string | null }) {
  return (
    <>
      <form method="post" action="/settings/you/export" className="grid gap-3">
        <p>Everything we keep about you, in one JSON file: account, browsers, teams, keys, favourites, events.</p>
        <div>
          <button type="submit" className={buttonLook("plain")}>
            Download my data
          </button>
        </div>
      </form>
      {team !== null && (
        <form method="post" action="/settings/export" className="grid gap-3">
          <p>
            Every number of <span className="font-medium">{team}</span> as it is kept, in one CSV file: a line for each
            minute, or each quarter of an hour where minutes were folded.
          </p>
          <div>
            <button type="submit" className={buttonLook("plain")}>
              Download the team’s numbers
            </button>
          </div>
        </form>
      )}
      {team !== null && (
        <form method="post" action="/settings/export/charts" className="grid gap-3">
          <p>
            The dashboards, saved comparisons and annotations of <span className="font-medium">{team}</span>, in one
            JSON file.
          </p>
          <div>
            <button type="submit" className={buttonLook("plain")}>
              Download the team’s dashboards
            </button>
          </div>
        </form>
      )}
    </>
  );
}
