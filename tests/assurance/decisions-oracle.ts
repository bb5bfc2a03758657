import type { Duty, File, Human, Share } from './decisions-world.js';

/**
 * Section 2 of the specification, written down a third time and with nothing of the program: what a person may read of a
 * case, line by line of the table and of PERM-4, IM-2, IM-3 and IM-12.
 */
export interface Verdict {
  readonly row: boolean;
  readonly record: boolean;
  readonly privateForm: boolean;
  /** Of a command that was refused: its author's, and of who sees all. */
  readonly draftForm: boolean;
  /** Of each share, whether its event and its form are the reader's to see. */
  readonly shares: readonly boolean[];
  readonly task: boolean;
  readonly duty: boolean;
}

const IDENTIFIABLE: readonly ((who: Human, file: File) => boolean)[] = [
  (who, file) => who.role === 'CW' && who.id === file.caseworker,
  (who, file) => who.role === 'SUP' && who.team !== null && who.team === file.team,
  (who, file) => who.role === 'MGR' && who.office !== null && who.office === file.office,
  (who) => who.role === 'HEAD',
  (who, file) => who.role === 'DE' && file.typists.some((typist) => typist.personId === who.id && !typist.isOver),
];

function isOwn(who: Human, file: File): boolean {
  return who.agency !== null && who.agency === file.agency && IDENTIFIABLE.some((line) => line(who, file));
}

function isEmergency(who: Human, file: File, now: string): boolean {
  if (who.role !== 'CW' && who.role !== 'SUP' && who.role !== 'MGR') return false;
  return file.emergencies.some((window) => {
    const fits = window.personId === who.id && window.agencyId === who.agency && file.agency === who.agency;
    return fits && Date.parse(window.startsAt) <= Date.parse(now) && Date.parse(now) < Date.parse(window.endsAt);
  });
}

/** PERM-4: a provider by referral, the agency that is asked to take over, members of a conference; never staff without cases. */
const WELCOME: Readonly<Record<Share['relation'], string>> = {
  provider: 'CW SUP MGR RFP',
  receiver: 'SUP MGR',
  member: 'CW SUP MGR RFP CONF BIDP',
};

function isGuest(who: Human, share: Share & { readonly isLive: boolean }): boolean {
  const isMeant = share.personId === who.id || (share.agencyId !== null && share.agencyId === who.agency);
  return share.isLive && isMeant && WELCOME[share.relation].split(' ').includes(who.role);
}

export function verdictOn(who: Human, file: File, now: string): Verdict {
  const whole = isOwn(who, file) || isEmergency(who, file, now);
  const structure = whole || who.role === 'ADM';
  const guest = file.shares.map((share) => isGuest(who, share));
  return {
    // Whoever has work there sees code, stage and level in the inbox.
    row: structure || guest.includes(true) || file.taskFor === who.id,
    record: structure,
    privateForm: whole,
    draftForm: whole || file.author === who.id,
    shares: guest,
    task: structure || file.taskFor === who.id,
    duty: structure,
  };
}

export const isWhole = (who: Human, file: File, now: string): boolean =>
  isOwn(who, file) || isEmergency(who, file, now);

const everybodyOf = (roles: string, where: string): string => roles.replaceAll(/\w+/g, `$&:${where}`);

/** Who may open which duty file: role and place, as the procedures for each kind say it. */
const DUTY_READERS: Readonly<Record<string, string>> = {
  agency: 'SUP:agency MGR:agency HEAD:agency',
  caseworker: 'CW:subject SUP:team MGR:office HEAD:agency',
  team: 'CW:team SUP:team MGR:office HEAD:agency',
  quality: everybodyOf('CW DE SUP MGR HEAD', 'agency'),
  sop: `${everybodyOf('CW DE SUP MGR HEAD', 'agency')} ${everybodyOf('CW DE SUP MGR HEAD COORD ADM', 'nobodys')}`,
  directory: `${everybodyOf('CW DE COMM SUP MGR HEAD', 'agency')} ${everybodyOf('CW DE COMM SUP MGR HEAD COORD ADM', 'nobodys')}`,
  data_breach: 'MGR:agency HEAD:agency',
  complaint: 'MGR:office HEAD:agency COORD:nobodys',
  access_request: 'SUP:team MGR:office HEAD:agency',
  retention: 'MGR:office HEAD:agency',
};

export function mayOpenDuty(who: Human, duty: Duty): boolean {
  if (duty.hiddenFrom.includes(who.id)) return false;
  const isOurs = duty.agency !== null && duty.agency === who.agency;
  const stands: Readonly<Record<string, boolean>> = {
    subject: duty.subject === who.id,
    nobodys: duty.agency === null,
    agency: isOurs,
    office: isOurs && duty.office !== null && duty.office === who.office,
    team: isOurs && duty.team !== null && duty.team === who.team,
  };
  const lines = (DUTY_READERS[duty.kind] ?? '').split(' ').map((line) => line.split(':'));
  return lines.some(([role, place]) => role === who.role && stands[place ?? ''] === true);
}
