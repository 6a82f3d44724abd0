import { ACTORS, type Actor, isSignedIn } from "./actors";
import { ALERT_PAGES } from "./alert-pages-policy";
import { ALERTS } from "./alerts-policy";
import { CHANNELS } from "./channels-policy";
import { CHARTS } from "./charts-policy";
import { MAILED } from "./mail-policy";
import {
  changesStat,
  everybody,
  form,
  MANAGE,
  only,
  onlyNobody,
  ownForm,
  ownTeam,
  page,
  person,
  personByRoute,
  READ,
  readsStat,
  statForm,
  team,
} from "./may";
import type { Asked, Outcome } from "./outcome";
import { REPORT_PAGES } from "./report-pages-policy";
import { REPORTS } from "./reports-policy";
import { SHOWN } from "./shown-policy";
import type { IdKind, Tenant } from "./tenant";
import { PASSWORD } from "./world";

/**
 * Who may what, of everything in the inventory. An entry without a line here fails the test, and so does a line without
 * an entry: whoever adds a route, an action or a page says here whom it is for.
 */
export interface Case {
  /** Tells the cases of one entry apart. */
  name?: string;
  /** What must come when what is named is left's. */
  may: Record<Actor, Outcome>;
  /** What the call names: for each, the test also puts in right's id and one that nobody has. */
  ids?: Record<string, IdKind>;
  /** What comes for an id of somebody else and for one that nobody has, from those who may; the same for both. */
  absent?: Outcome;
  /** The call, of left's; `ids` holds what is to be named, `key` is the caller's. A form's fields are the ids if nothing is said. */
  ask?: (ids: Record<string, string>, left: Tenant, key: string | null) => Asked;
  /** Whose allowed calls change rows. By default all do but GET, HEAD, OPTIONS and pages. */
  changes?: boolean | readonly Actor[];
  /** Who may not, but hears so because they may know that it is there: by actor, what the call names it as. */
  knows?: Partial<Record<Actor, string>>;
  /** Tables in which a call that is refused leaves something too, such as the attempt. */
  leaves?: string[];
  /** Tables in which somebody else's rows may change by their consent. */
  reaches?: string[];
  /** Fields of a form that the call leaves out and the action takes. */
  takes?: string[];
  /** Fields that name somebody else's team, whose people gave its id away. */
  consents?: string[];
  /** Words that an answer may hold beside those of the caller's team; `own` is the caller's tenant. */
  tells?: (own: Tenant, left: Tenant) => string[];
}

/** Whoever has the link is let in, and nobody by one that nobody was mailed. */
function byLink(formOf: (tokens: Tenant["tokens"]) => Record<string, string>): Case[] {
  return [
    {
      name: "with the link",
      may: everybody("allowed"),
      ask: (_, { tokens }) => ({ form: formOf(tokens) }),
      reaches: ["user_session", "mailed_link", "audit_event", "mail", "app_user"],
    },
    {
      name: "with another link",
      may: everybody("not found"),
      ask: (_, { tokens }) => ({ form: { ...formOf(tokens), token: "a link that nobody was mailed" } }),
      leaves: ["attempt"],
    },
  ];
}

/** A page that only a stranger's browser or nobody's needs: everybody is shown it. */
const shown: Case[] = [{ may: everybody("allowed") }];

/** What is asked with HEAD takes no number, and so tells nothing. */
const nothing: Case[] = ez().map((each) => ({ ...each, may: everybody("allowed"), changes: false }));

const hour = { from: "-1h", step: "1h" };

const details = { unit: "people", description: "what it counts", tags: ["daily"], retention_days: 30 };

/** next-auth's handler wants a request of Next's own, and a server: e2e/tenant-pages.spec.ts asks it. */
const IN_BROWSER: Case[] = [];

/** Every address under the API that no route has. */
const nowhere = Object.fromEntries(
  ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => [
    `${method} /api/v1/[[...path]]`,
    [
      {
        may: { ...everybody("not found"), revoked: "unauthenticated", expired: "unauthenticated" } as const,
        ask: (_: object, { ids }: Tenant) => ({ params: { path: ["teams", ids.team] } }),
      },
    ],
  ]),
);

export const POLICY: Record<string, Case[]> = {
  ...CHARTS,
  ...SHOWN,
  ...MAILED,
  ...ALERTS,
  ...ALERT_PAGES,
  ...CHANNELS,
  ...REPORTS,
  ...REPORT_PAGES,

  // Numbers come in by a key that is sent along: a session is nobody here.
  "GET /ez": ez(),
  "POST /ez": ez(),
  "HEAD /ez": nothing,
  "GET /c": classic("counter"),
  "POST /c": classic("counter"),
  "HEAD /c": nothing,
  "GET /v": classic("value"),
  "POST /v": classic("value"),
  "HEAD /v": nothing,
  "POST /api/v1/points": [
    {
      may: { ...everybody("unauthenticated"), ingest: "allowed", read: "forbidden", manage: "forbidden" },
      ask: (_, { names }) => ({ body: { stat: names.stat, count: 1 } }),
    },
  ],

  "GET /api/v1/openapi.json": [
    { may: { ...everybody("allowed"), revoked: "unauthenticated", expired: "unauthenticated" } },
  ],
  "POST /api/cron/tick": [{ may: everybody("unauthenticated") }],
  ...nowhere,
  "GET /api/auth/[...nextauth]": IN_BROWSER,
  "POST /api/auth/[...nextauth]": IN_BROWSER,

  "GET /api/v1/stats": [
    { may: ownTeam("viewer", READ) },
    { name: "in the trash", may: ownTeam("viewer", READ), ask: () => ({ query: { trash: "true" } }) },
    {
      name: "after a place",
      may: ownTeam("viewer", READ),
      ask: () => ({ query: { cursor: Buffer.from('["name","a","a"]').toString("base64url") } }),
    },
  ],
  "POST /api/v1/stats": [
    { may: ownTeam("member", MANAGE), ask: () => ({ body: { name: "fresh", kind: "counter", ...details } }) },
  ],
  "GET /api/v1/stats/[id]": readsStat({ id: "stat" }),
  "PATCH /api/v1/stats/[id]": [
    ...changesStat({ id: "stat" }, () => ({ body: { name: "renamed", favourite: false, ...details } })),
    {
      name: "as a favourite",
      may: team("viewer", MANAGE),
      ids: { id: "otherStat" },
      ask: () => ({ body: { favourite: true } }),
    },
  ],
  "DELETE /api/v1/stats/[id]": [
    ...changesStat({ id: "stat" }),
    {
      name: "for good",
      may: team("member", MANAGE),
      ids: { id: "trashedStat" },
      ask: () => ({ query: { permanently: "true" } }),
    },
  ],
  "POST /api/v1/stats/[id]/restore": [{ may: team("member", MANAGE), ids: { id: "trashedStat" } }],
  "POST /api/v1/stats/[id]/merge": changesStat({ id: "stat", into: "otherStat" }, ({ into }) => ({ body: { into } })),
  "GET /api/v1/stats/[id]/series": readsStat({ id: "stat" }, () => ({ query: hour })),
  "GET /api/v1/stats/[id]/percentiles": [{ may: team("viewer", READ), ids: { id: "valueStat" } }],
  "GET /api/v1/stats/[id]/histogram": [{ may: team("viewer", READ), ids: { id: "valueStat" } }],
  "GET /api/v1/series": readsStat({ first: "stat", second: "otherStat" }, ({ first, second }) => ({
    query: { ...hour, stats: `${first},${second}` },
  })),

  "GET /api/v1/keys": [{ may: ownTeam("viewer", READ) }],
  "POST /api/v1/keys": [
    {
      may: ownTeam("admin", MANAGE),
      ask: () => ({ body: { name: "fresh", kind: "read", expires_at: "2999-01-01T00:00:00Z" } }),
    },
    {
      name: "brought along",
      may: ownTeam("admin", MANAGE),
      ask: () => ({ body: { name: "old scripts", alias: "a brought key" } }),
    },
  ],
  "DELETE /api/v1/keys/[id]": [{ may: team("admin", MANAGE), ids: { id: "key" } }],

  "GET /api/v1/team": [{ may: ownTeam("viewer", READ) }],
  "PATCH /api/v1/team": [
    {
      may: ownTeam("admin", MANAGE),
      ask: () => ({ body: { name: "renamed", zone: "Europe/Berlin", verbose_replies: true, ez_enabled: false } }),
    },
  ],

  "GET /api/v1/watch": [{ may: ownTeam("viewer", READ) }],
  // Its pattern watches what others share with the team as well.
  "PATCH /api/v1/watch": [
    {
      may: ownTeam("member", MANAGE),
      ask: () => ({ body: { on: true, budget_per_week: 3 } }),
      reaches: ["alert_standing"],
    },
  ],

  "GET /live": [{ may: { ...ownTeam("viewer", READ), removed: "unauthenticated", teamless: "unauthenticated" } }],

  "action app/(auth) signUpAction": [
    {
      may: everybody("allowed"),
      ask: () => ({ form: { email: "fresh@example.com", password: "nine calm otters", zone: "UTC" } }),
    },
  ],
  "action app/(auth) signInAction": [
    {
      may: everybody("allowed"),
      ask: (_, { people }) => ({ form: { email: people.owner.email, password: PASSWORD, next: "/stats" } }),
      reaches: ["user_session", "audit_event", "mail"],
    },
    {
      name: "with a wrong password",
      may: everybody("unauthenticated"),
      ask: (_, { people }) => ({ form: { email: people.owner.email, password: "not the password", next: "/stats" } }),
      leaves: ["attempt", "audit_event"],
    },
  ],
  "action app/(auth) signOutAction": [{ may: everybody("allowed"), changes: ACTORS.filter(isSignedIn) }],

  "action app/(web)/stats starAction": [
    { may: form("viewer"), ids: { id: "otherStat" }, ask: ({ id }) => ({ form: { id: String(id), favourite: "1" } }) },
  ],
  "action app/(web)/stats saveStatAction": statForm({ id: "stat" }, ({ id }) => ({
    form: {
      id: String(id),
      name: "renamed",
      unit: "people",
      description: "what it counts",
      tags: "daily",
      retentionDays: "30",
    },
  })),
  "action app/(web)/stats trashStatAction": statForm({ id: "stat" }),
  "action app/(web)/stats restoreStatAction": [{ may: form("member"), ids: { id: "trashedStat" } }],
  "action app/(web)/stats deleteStatAction": [{ may: form("member"), ids: { id: "trashedStat" } }],
  "action app/(web)/stats mergeStatAction": statForm({ id: "stat", target: "otherStat" }),
  "action app/(web)/stats/[id]/destroy goToTeamAction": [
    {
      may: { ...person(), ...only("owner", "not found") },
      ids: { team: "secondTeam" },
      ask: ({ team: id }, { ids }) => ({ form: { team: String(id), id: ids.stat } }),
    },
  ],
  "action app/(web)/welcome anotherKeyAction": [{ may: ownForm("admin") }],
  // Each team has a report that goes to its owner already.
  "action app/(web)/welcome startMorningReportAction": [
    { may: { ...ownForm("member"), owner: "conflict", stranger: "conflict", guest: "conflict" } },
  ],

  "action app/(web)/settings saveTeamAction": [
    {
      may: ownForm("admin"),
      ask: () => ({
        form: { name: "renamed", zone: "Europe/Berlin", verboseReplies: "on", ezEnabled: "on", retentionDays: "30" },
      }),
    },
  ],
  "action app/(web)/settings/people inviteAction": [
    { may: ownForm("admin"), ask: () => ({ form: { email: "fresh@example.com", role: "member" } }) },
    {
      name: "as an owner",
      may: ownForm("owner"),
      ask: () => ({ form: { email: "fresh@example.com", role: "owner" } }),
    },
  ],
  "action app/(web)/settings/people resendInvitationAction": [{ may: form("admin"), ids: { id: "invitation" } }],
  "action app/(web)/settings/people revokeInvitationAction": [{ may: form("admin"), ids: { id: "invitation" } }],
  "action app/(web)/settings/people changeRoleAction": [
    { may: form("admin"), ids: { id: "member" }, ask: ({ id }) => ({ form: { id: String(id), role: "viewer" } }) },
    {
      name: "to an owner",
      may: form("owner"),
      ids: { id: "member" },
      ask: ({ id }) => ({ form: { id: String(id), role: "owner" } }),
      knows: { admin: "id" },
    },
  ],
  "action app/(web)/settings/people removeMemberAction": [
    { may: form("admin"), ids: { id: "member" }, ask: ({ id }) => ({ form: { id: String(id), revokeKeys: "on" } }) },
  ],
  "action app/(web)/settings/people setNoticesAction": [{ may: ownForm("viewer"), ask: () => ({ form: {} }) }],
  "action app/(auth)/invitation acceptInvitationAction": [
    { name: "of one's own", may: { ...person(), ...only("owner", "not found") }, ids: { id: "ownInvitation" } },
    {
      name: "with a link for somebody else",
      may: { ...person(), ...only("anonymous", "forbidden") },
      ask: (_, { tokens }) => ({ form: { token: tokens.invitation } }),
      tells: (_, { canaries }) => [canaries.own],
    },
  ],
  "action app/(auth)/invitation acceptAsNewAction": [
    {
      may: { ...everybody("allowed"), ...only("anonymous", "conflict") },
      ask: (_, { tokens }) => ({ form: { token: tokens.invitation, password: "nine calm otters" } }),
    },
    {
      name: "with another link",
      may: { ...everybody("not found"), ...only("anonymous", "conflict") },
      ask: () => ({ form: { token: "a link that nobody was mailed", password: "nine calm otters" } }),
    },
  ],
  "action app/(auth)/invitation declineInvitationAction": [
    { name: "of one's own", may: { ...person(), ...only("owner", "not found") }, ids: { id: "ownInvitation" } },
  ],
  "action app/(auth)/invitation signOutForInvitationAction": [
    { may: everybody("allowed"), ask: () => ({ form: { token: "any" } }), changes: ACTORS.filter(isSignedIn) },
  ],
  "action app/(web)/settings leaveTeamAction": [
    { may: { ...ownForm("viewer"), owner: "conflict", stranger: "conflict", guest: "conflict" } },
  ],
  "action app/(web)/settings deleteTeamAction": [
    {
      name: "with another team's name",
      may: { ...ownForm("owner"), owner: "invalid", stranger: "invalid", guest: "invalid" },
      ask: () => ({ form: { name: "another" } }),
    },
  ],
  "action app/(web)/teams switchTeamAction": [
    {
      may: { ...person(), ...only("owner", "not found") },
      ids: { id: "secondTeam" },
      ask: ({ id }) => ({ form: { id: String(id) } }),
    },
  ],
  "action app/(web)/teams createTeamAction": [
    { may: { ...person(), viewer: "forbidden" }, ask: () => ({ form: { name: "fresh", zone: "UTC" } }) },
  ],

  "action app/(web)/settings/keys makeKeyAction": [
    { may: ownForm("admin"), ask: () => ({ form: { name: "fresh", kind: "read", life: "", expiresAt: "" } }) },
  ],
  "action app/(web)/settings/keys rotateKeyAction": [
    { may: form("admin"), ids: { id: "key" }, ask: ({ id }) => ({ form: { id: String(id), overlap: "1" } }) },
  ],
  "action app/(web)/settings/keys addEzAliasAction": [
    { may: ownForm("admin"), ask: () => ({ form: { name: "old scripts", alias: "a brought key" } }) },
  ],
  "action app/(web)/settings/keys revokeKeyAction": [
    {
      may: form("admin"),
      ids: { id: "key" },
      ask: ({ id }) => ({ form: { id: String(id), name: "it", confirm: "it" } }),
    },
  ],
  "action app/(web)/settings/keys rotateClassicKeyAction": statForm({ id: "stat" }),
  "action app/(web)/settings/keys rotateUserKeyAction": [{ may: ownForm("admin") }],

  "action app/(web)/settings/shared shareStatAction": [
    {
      may: form("admin"),
      ids: { statId: "stat" },
      ask: ({ statId }, { sharesWith }) => ({ form: { statId: String(statId), teamId: sharesWith } }),
    },
  ],
  "action app/(web)/settings/shared revokeShareAction": [{ may: form("admin"), ids: { id: "givenShare" } }],
  "action app/(web)/settings/shared dropShareAction": [{ may: form("admin"), ids: { id: "receivedShare" } }],

  "action app/(web)/settings/you changePasswordAction": [
    { may: person(), ask: () => ({ form: { currentPassword: PASSWORD, password: "nine calm otters" } }) },
  ],
  "action app/(web)/settings/you askEmailChangeAction": [
    { may: person(), ask: () => ({ form: { email: "fresh@example.com", currentPassword: PASSWORD } }) },
  ],
  "action app/(web)/settings/you mailOwnLinkAction": [{ may: person() }],
  "action app/(web)/settings/you endSessionAction": [
    {
      may: { ...person(), ...only("owner", "not found") },
      ids: { id: "session" },
      ask: ({ id }) => ({ form: { id: String(id) } }),
    },
  ],
  "action app/(web)/settings/you setQuietHoursAction": [
    { may: person(), ask: () => ({ form: { quietFrom: "22:00", quietTo: "07:00", quietZone: "UTC" } }) },
  ],
  "action app/(web)/settings/you hearAgainAction": [{ may: { ...person(), ...only("viewer", "conflict") } }],
  "action app/(web)/settings/you signOutEverywhereAction": [{ may: person() }],
  "action app/(web)/settings/you deleteAccountAction": [
    {
      may: { ...person(), owner: "conflict", stranger: "conflict", guest: "conflict" },
      ask: () => ({ form: { currentPassword: PASSWORD } }),
      leaves: ["attempt"],
    },
  ],
  "POST /settings/export": [{ may: ownTeam("admin", MANAGE) }],
  // All that is known of a person, whichever team it is in.
  "POST /settings/you/export": [{ may: personByRoute(), tells: ({ canaries }) => [canaries.second] }],

  "action app/(auth) signInByLinkAction": byLink((tokens) => ({ token: tokens.signIn })),
  "action app/(auth) requestResetAction": [
    { may: everybody("allowed"), ask: (_, { people }) => ({ form: { email: people.owner.email } }), reaches: ["mail"] },
  ],
  "action app/(auth) resetPasswordAction": byLink((tokens) => ({ token: tokens.reset, password: "nine calm otters" })),
  "action app/(auth) verifyEmailAction": [
    {
      may: { ...person(), ...only("viewer", "forbidden") },
      ask: (_, { tokens }) => ({ form: { token: tokens.verify } }),
      leaves: ["attempt"],
    },
    ...byLink((tokens) => ({ token: tokens.verify, password: PASSWORD })),
  ],
  "action app/(auth) resendVerificationAction": [{ may: { ...person(), ...only("viewer", "conflict") } }],
  "action app/(auth)/email changeEmailAction": [
    { may: { ...person(), ...only("owner", "not found") }, ids: { token: "emailToken" } },
  ],

  "POST /api/v1/keys/[id]/rotate": [
    { may: team("admin", MANAGE), ids: { id: "key" }, ask: () => ({ body: { overlap_hours: 1 } }) },
  ],
  "POST /api/v1/stats/[id]/classic-key": changesStat({ id: "stat" }),
  "GET /api/v1/audit": [
    { may: ownTeam("admin", MANAGE) },
    { name: "as CSV", may: ownTeam("admin", MANAGE), ask: () => ({ query: { format: "csv" } }) },
  ],
  "GET /api/v1/members": [{ may: ownTeam("viewer", READ) }],
  "PATCH /api/v1/members/[id]": [
    { may: team("admin", MANAGE), ids: { id: "member" }, ask: () => ({ body: { role: "viewer" } }) },
    {
      name: "to an owner",
      may: { ...team("owner", []), guest: "not found", admin: "forbidden", manage: "forbidden" },
      ids: { id: "member" },
      ask: () => ({ body: { role: "owner" } }),
      knows: { admin: "id", manage: "id" },
    },
  ],
  "DELETE /api/v1/members/[id]": [
    { may: team("admin", MANAGE), ids: { id: "member" }, ask: () => ({ query: { revoke_keys: "true" } }) },
  ],
  "GET /api/v1/invitations": [{ may: ownTeam("admin", MANAGE) }],
  "POST /api/v1/invitations": [
    { may: ownTeam("admin", MANAGE), ask: () => ({ body: { email: "fresh@example.com", role: "member" } }) },
    {
      name: "of an owner",
      may: ownTeam("owner"),
      ask: () => ({ body: { email: "fresh@example.com", role: "owner" } }),
    },
  ],
  "DELETE /api/v1/invitations/[id]": [{ may: team("admin", MANAGE), ids: { id: "invitation" } }],
  "POST /api/v1/invitations/[id]/resend": [{ may: team("admin", MANAGE), ids: { id: "invitation" } }],
  "GET /api/v1/shares": [
    { may: ownTeam("viewer", READ) },
    {
      name: "of one stat",
      may: ownTeam("viewer", READ),
      ask: (_, { ids }) => ({ query: { stat_id: ids.sharedStat } }),
    },
  ],
  "POST /api/v1/shares": [
    {
      may: team("admin", MANAGE),
      ids: { stat: "stat" },
      ask: ({ stat }, { sharesWith }) => ({ body: { stat_id: stat, team_id: sharesWith } }),
      consents: ["team_id"],
    },
    {
      name: "of what is shared",
      may: {
        ...team("admin", MANAGE),
        ...{ owner: "conflict", admin: "conflict", manage: "conflict", guest: "forbidden" },
      },
      ids: { stat: "sharedStat" },
      ask: ({ stat }, { sharesWith }) => ({ body: { stat_id: stat, team_id: sharesWith } }),
      knows: { owner: "stat", admin: "stat", manage: "stat", guest: "stat" },
    },
  ],
  "DELETE /api/v1/shares/[id]": [
    // Either side may end it.
    { may: { ...team("admin", MANAGE), guest: "allowed" }, ids: { id: "givenShare" } },
    { name: "from the other side", may: { ...team("admin", MANAGE), guest: "allowed" }, ids: { id: "receivedShare" } },
  ],

  "page /": shown,
  "page /docs": shown,
  "page /docs/charts": shown,
  "page /docs/alerts": shown,
  "page /docs/webhooks": shown,
  "page /docs/reports": shown,
  "GET /docs/charts/[file]": [
    { may: everybody("allowed"), ask: () => ({ params: { file: "line-600x200-light.svg" } }) },
  ],
  "page /signin": shown,
  "page /signup": shown,
  "page /forgot": shown,
  "page /goodbye": shown,
  "page /signin/link": shown,
  "page /reset": shown,
  "page /verify": [{ may: { ...everybody("allowed"), ...onlyNobody("unauthenticated") } }],
  "page /email": [
    {
      may: person(),
      ids: { token: "emailToken" },
      absent: "allowed",
      ask: ({ token }) => ({ query: { token: String(token) } }),
    },
  ],
  "page /stats": [
    { may: page("viewer", "allowed") },
    { name: "the trash", may: page("viewer", "allowed"), ask: () => ({ query: { trash: "1" } }) },
    {
      name: "after something was trashed",
      may: page("viewer", "allowed"),
      ask: (_, { ids }) => ({ query: { trashed: ids.trashedStat } }),
    },
  ],
  "page /stats/[id]": [
    { may: page("viewer", "not found"), ids: { id: "stat" } },
    { name: "of a value", may: page("viewer", "not found"), ids: { id: "valueStat" } },
    { name: "that was merged", may: page("viewer", "not found"), ids: { id: "mergedStat" } },
    { name: "that is shared", may: { ...page("viewer", "not found"), guest: "allowed" }, ids: { id: "sharedStat" } },
    // Whoever is not signed in is led to the public page.
    {
      name: "that is public",
      may: { ...page("viewer", "not found"), ...onlyNobody("allowed") },
      ask: (_, { ids }) => ({ params: { id: ids.openStat } }),
      tells: (_, { opening }) => [opening.stat],
    },
  ],
  "page /stats/[id]/merge": [
    { may: page("viewer", "not found"), ids: { id: "stat" } },
    {
      name: "into another",
      may: page("viewer", "not found"),
      ids: { id: "stat", into: "otherStat" },
      ask: ({ into }) => ({ query: { into: String(into) } }),
    },
    { name: "that is shared", may: { ...page("viewer", "not found"), guest: "not found" }, ids: { id: "sharedStat" } },
  ],
  "page /stats/[id]/destroy": [
    { may: page("viewer", "not found"), ids: { id: "stat" } },
    { name: "that is shared", may: page("viewer", "not found"), ids: { id: "sharedStat" } },
  ],
  // Mails that were kept are shown at the machine itself, by a server of ours: not here.
  "page /dev/mail": [{ may: everybody("not found") }],
  "page /dev/mail/[id]": [{ may: everybody("not found"), ask: () => ({ params: { id: "1" } }) }],
  "page /compare": [
    {
      may: page("viewer", "not found"),
      ids: { first: "stat", second: "otherStat" },
      ask: ({ first, second }) => ({ query: { stats: `${first},${second}` } }),
    },
  ],
  "page /settings": [{ may: page("viewer", "allowed") }],
  "page /settings/keys": [{ may: page("viewer", "allowed") }],
  "page /settings/shared": [{ may: page("viewer", "allowed") }],
  "page /settings/audit": [{ may: page("viewer", "allowed") }],
  "page /settings/you": [{ may: person() }],
  "page /settings/people": [{ may: page("viewer", "allowed") }],
  "page /teams/new": [{ may: person() }],
  "page /no-team": [{ may: person() }],
  // Whoever has the link is told who invites whom to what.
  "page /invitation": [
    {
      may: everybody("allowed"),
      ask: (_, { tokens }) => ({ query: { token: tokens.invitation } }),
      tells: (_, { canaries }) => [canaries.own, canaries.team],
    },
    {
      name: "with another link",
      may: everybody("allowed"),
      ask: () => ({ query: { token: "a link that nobody was mailed" } }),
    },
  ],
  "page /welcome": [{ may: page("viewer", "allowed") }],
};

function ez(): Case[] {
  return [
    {
      may: { ...everybody("invalid"), ingest: "allowed" },
      ask: (_, { names }, key) => ({ query: { stat: names.stat, ezkey: key ?? "", count: "1" } }),
      changes: true,
    },
  ];
}

/** Whoever has a stat's key and its team's user key may send to it; one stat's key with another team's opens nothing. */
function classic(kind: "counter" | "value"): Case[] {
  const field = kind === "counter" ? "count" : "value";
  return [
    {
      may: everybody("allowed"),
      ids: { key: `${kind}Key` },
      absent: "invalid",
      ask: ({ key }, { ukey }) => ({ query: { key: String(key), ukey, [field]: "1" } }),
      changes: true,
      // Whoever was given a stat's two keys may send to it.
      reaches: ["series_minute", "series_bin"],
    },
  ];
}
