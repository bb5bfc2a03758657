export { ApiClient, type ApiAnswer, type ApiRequest } from './play/api-client.js';
export { signInHeadless, type HeadlessAccount, type Signed } from './play/headless-sign-in.js';
export { startHttpSite, type HttpSite, type HttpSiteOptions } from './play/http-site.js';
export { changeSpeed, type Simulation } from './play/simulation.js';
export { workflowDriver, type SkippingEngine, type WorkflowParts } from './play/workflow-driver.js';
export { createProgram } from './program.js';
export { keyFileOf, localStack, type LocalStackOptions } from './stack/local-stack.js';
export { seedDemo } from './stack/seed.js';
