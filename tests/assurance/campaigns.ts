import type { Campaign } from './campaign.js';

/** Every campaign by its name, loaded when it is asked for. */
export const CAMPAIGNS: Readonly<Record<string, () => Promise<Campaign>>> = {
  decisions: async () => (await import('./decisions.js')).campaign,
  canaries: async () => (await import('./canaries.js')).campaign,
  insiders: async () => (await import('./insiders.js')).campaign,
  erasure: async () => (await import('./erasure.js')).campaign,
  tampering: async () => (await import('./tampering.js')).campaign,
  fuzz: async () => (await import('./fuzz.js')).campaign,
  'mass-assignment': async () => (await import('./mass-assignment.js')).campaign,
  revocation: async () => (await import('./revocation.js')).campaign,
  guesses: async () => (await import('./guesses.js')).campaign,
  disclosure: async () => (await import('./disclosure.js')).campaign,
  emergencies: async () => (await import('./emergencies.js')).campaign,
  sequences: async () => (await import('./sequences.js')).campaign,
  timing: async () => (await import('./timing.js')).campaign,
};
