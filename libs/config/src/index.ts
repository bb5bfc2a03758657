export * from './clock.js';
export { keyFilesOf } from './key-files.js';
export { databaseLinkFault } from './perimeter.js';
export * from './read.js';
export * from './settings.js';
