import type { DutyFileKind } from '../file.js';
import type { DutyFileRules } from '../kind.js';
import { accessRequest } from './access-request.js';
import { agency } from './agency.js';
import { caseworker } from './caseworker.js';
import { complaint } from './complaint.js';
import { dataBreach } from './data-breach.js';
import { retention } from './retention.js';
import { reading } from './reading.js';
import { team } from './team.js';
import { directory } from './directory.js';
import { sop } from './sop.js';
import { quality } from './quality.js';

/** Every kind of duty file; a new kind is a line here, one in `file.ts`, and its words in `duties.ts`. */
export const DUTY_FILES: Readonly<Record<DutyFileKind, DutyFileRules>> = {
  agency,
  caseworker,
  team,
  quality,
  sop,
  directory,
  data_breach: dataBreach,
  complaint,
  access_request: accessRequest,
  retention,
  reading,
};
