export * from './clock.js';
export * from './read.js';
export * from './settings.js';
