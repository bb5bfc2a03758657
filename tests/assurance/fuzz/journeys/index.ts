import type { Journey } from '../walk.js';
import { OF_CASES } from './of-cases.js';
import { OF_DUTIES } from './of-duties.js';
import { OF_FILES } from './of-files.js';
import { OF_SESSIONS } from './of-sessions.js';

export const JOURNEYS: readonly Journey[] = [...OF_CASES, ...OF_DUTIES, ...OF_FILES, ...OF_SESSIONS];
