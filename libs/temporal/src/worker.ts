/** Apart from the rest, because it loads the native worker library: a process that only sends commands needs none. */
export * from './bundle.js';
export * from './replay.js';
export * from './worker-options.js';
