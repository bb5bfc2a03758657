export * from './contents.js';
export * from './directory.js';
export * from './information.js';
export * from './operations.js';
export * from './organisation.js';
export * from './policies.js';
export * from './read-models.js';
export * from './record.js';
