import { everybody, type Assignee } from '../case/task-row.js';

/** What the coordination group is to do waits here: it belongs to no agency, office or team. */
export const COORDINATION = 'coordination';

export const coordination: Assignee = everybody('COORD', COORDINATION);

/** The subject of what all agencies of the context keep together. */
export const CONTEXT_SUBJECT = 'context';
