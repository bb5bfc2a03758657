/** NIST SP 800-63B: whoever asked for nothing for so long may have left the device. */
export const IDLE_SECONDS = 15 * 60;
/** However busy: after a working day people sign in again. */
export const MAX_SESSION_SECONDS = 12 * 3600;
/** A second factor counts for so long where an act needs one. */
export const STEP_UP_SECONDS = 5 * 60;
/** The last request of a session is written down no more often than this. */
export const SEEN_EVERY_SECONDS = 30;
/** A question to a passkey. */
export const CHALLENGE_SECONDS = 120;
