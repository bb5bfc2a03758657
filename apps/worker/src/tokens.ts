export const CONFIG = Symbol('configuration');
export const LOGGER = Symbol('logger');
export const RECORD = Symbol('record');
export const KEYRING = Symbol('keyring');
export const CODEC = Symbol('payload codec');
export const ENGINE = Symbol('engine connection');
export const CASE_CLIENT = Symbol('case client');
