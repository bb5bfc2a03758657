export { createProgram } from './program.js';
export { workflowDriver, type SkippingEngine, type WorkflowParts } from './play/workflow-driver.js';
