import { INFORMATION, LEARNING } from './dimensions-learning.js';
import { CLOSURE, FOLLOW_UP, IMPLEMENTATION, PLANNING } from './dimensions-plan.js';
import { ASSESSMENT, IDENTIFICATION, PROCESS } from './dimensions-process.js';
import { RESPONSE } from './dimensions-response.js';
import { CAPACITY, COMPETENCE, RESOURCES, SAFEGUARDING, SUPERVISION } from './dimensions-staff.js';
import { COORDINATION, SYSTEM_STRENGTHENING } from './dimensions-system.js';
import type { QualityFramework, QualityIndicator } from './terms.js';

const VERSION_1: QualityFramework = {
  version: 1,
  dimensions: [
    RESPONSE,
    PROCESS,
    IDENTIFICATION,
    ASSESSMENT,
    PLANNING,
    IMPLEMENTATION,
    FOLLOW_UP,
    CLOSURE,
    SYSTEM_STRENGTHENING,
    COORDINATION,
    SAFEGUARDING,
    COMPETENCE,
    CAPACITY,
    SUPERVISION,
    RESOURCES,
    INFORMATION,
    LEARNING,
  ],
};

/** Published versions are not edited: an assessment says which one it answered. */
export const QUALITY_FRAMEWORKS: readonly QualityFramework[] = [VERSION_1];

/** The one that a new assessment answers. */
export const QUALITY_FRAMEWORK: QualityFramework = VERSION_1;

export function qualityFramework(version: number): QualityFramework | null {
  return QUALITY_FRAMEWORKS.find((framework) => framework.version === version) ?? null;
}

export function qualityIndicators(framework: QualityFramework): readonly QualityIndicator[] {
  return framework.dimensions.flatMap(({ indicators }) => indicators);
}
