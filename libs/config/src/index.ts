export * from './clock.js';
export { keyFilesOf } from './key-files.js';
export { databaseLinkFault, isLoopback } from './perimeter.js';
export * from './read.js';
export * from './settings.js';
