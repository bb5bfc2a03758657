/** The role of the worker and of operators. It may add to the record and never change it. */
export const APP_ROLE = 'caseward_app';
/** The role of the API: it reads what the person may see for whom a transaction says that it is made, and nothing else. */
export const API_ROLE = 'caseward_api';
/** What the API becomes, for one transaction, where it acts as itself. Nobody signs in with it. */
export const API_SYSTEM_ROLE = 'caseward_api_system';
/** The address of the same database for the API, where its role has the same password. */
export function apiAddress(url: string): string {
  const address = new URL(url);
  address.username = API_ROLE;
  return address.href;
}
/** The role for the list of names: it has the right to a few functions there, and to nothing else. */
export const NAMES_ROLE = 'caseward_names';

/** The address of the same database for the list of names, where its role has the same password. */
export function namesAddress(url: string): string {
  const address = new URL(url);
  address.username = NAMES_ROLE;
  return address.href;
}
