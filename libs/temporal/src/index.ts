export * from './case-client.js';
export * from './connection.js';
export * from './data-converter.js';
export * from './engine-address.js';
export * from './errors.js';
export * from './forget-case.js';
export * from './rebuild-engine.js';
export * from './run-history.js';
