import { instantOf } from '../format/moments.js';
import type { QuestionName, QuestionStep } from '../format/question.js';
import type { Walk } from './outcomes.js';

type Answering = (walk: Walk, step: QuestionStep) => unknown;
const later: Answering = ({ policy }, { at }) => ({ at: instantOf(policy.zone, at) });
export const ANSWERS = {} as unknown as Readonly<Record<QuestionName, Answering>>;
void later;
