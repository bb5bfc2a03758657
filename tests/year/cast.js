export const AGENCY = 'y-agency-1';
/** The small neighbour that cases are handed to and come from. */
export const NEIGHBOUR = 'y-agency-2';
const CASEWORKERS_A_TEAM = 6;
function team(number, officeId, agencyId, size) {
  const teamId = `y-team-${String(number)}`;
  const place = { teamId, officeId, agencyId };
  const caseworkers = Array.from({ length: size }, (_, index) => ({
    caseworkerId: `y-cw-${String(number)}-${String(index + 1)}`,
    ...place,
  }));
  return { ...place, supervisorId: `y-sup-${String(number)}`, caseworkers };
}
/** Four teams in two offices, and a team of three next door. */
export const TEAMS = [
  team(1, 'y-office-1', AGENCY, CASEWORKERS_A_TEAM),
  team(2, 'y-office-1', AGENCY, CASEWORKERS_A_TEAM),
  team(3, 'y-office-2', AGENCY, CASEWORKERS_A_TEAM),
  team(4, 'y-office-2', AGENCY, CASEWORKERS_A_TEAM),
  team(5, 'y-office-3', NEIGHBOUR, 3),
];
export const OFFICES = [
  { officeId: 'y-office-1', agencyId: AGENCY },
  { officeId: 'y-office-2', agencyId: AGENCY },
  { officeId: 'y-office-3', agencyId: NEIGHBOUR },
];
export const PROVIDERS = [1, 2, 3, 4, 5, 6].map((number) => ({
  providerId: `y-rfp-${String(number)}`,
  providerAgencyId: `y-provider-${String(((number - 1) % 3) + 1)}`,
}));
const byTeam = new Map(TEAMS.map((one) => [one.teamId, one]));
export function teamOf({ teamId }) {
  const found = byTeam.get(teamId);
  if (found === undefined) throw new Error(`no team ${teamId} in this year`);
  return found;
}
export function caseworker({ caseworkerId, teamId, officeId, agencyId }) {
  return { personId: caseworkerId, role: 'CW', teamId, officeId, agencyId };
}
export function supervisor({ supervisorId, teamId, officeId, agencyId }) {
  return { personId: supervisorId, role: 'SUP', teamId, officeId, agencyId };
}
export function manager({ officeId, agencyId }) {
  return { personId: `y-mgr-${officeId.slice(-1)}`, role: 'MGR', officeId, agencyId };
}
export function head({ agencyId }) {
  return { personId: `y-head-${agencyId.slice(-1)}`, role: 'HEAD', agencyId };
}
export function dataEntry({ officeId, agencyId }) {
  return { personId: `y-de-${officeId.slice(-1)}`, role: 'DE', officeId, agencyId };
}
export function provider(providerId, agencyId) {
  return { personId: providerId, role: 'RFP', agencyId };
}
/** Everybody who works in the two agencies. */
export function staff() {
  const member = ({ personId, role, teamId, officeId, agencyId }) => ({
    personId,
    role,
    teamId: teamId ?? null,
    officeId: officeId ?? null,
    agencyId: agencyId ?? '',
  });
  return [
    ...TEAMS.flatMap((one) => [supervisor(one), ...one.caseworkers.map(caseworker)]),
    ...OFFICES.flatMap((office) => [manager(office), dataEntry(office)]),
    ...[AGENCY, NEIGHBOUR].map((agencyId) => head({ agencyId })),
  ].map(member);
}
//# sourceMappingURL=cast.js.map
