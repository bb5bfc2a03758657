import type { PolicySnapshot } from '../../policy/policy.js';
import type { WithContent } from './content.js';

export interface PolicyAdoptionPayloads {
  /** A31: the running case goes on by this version; `policy` is its snapshot for the place of the case. */
  readonly adoptPolicy: WithContent & { readonly version: string; readonly policy: PolicySnapshot };
}

export interface PolicyAdoptionFacts {
  readonly PolicyAdopted: WithContent & { readonly from: string; readonly policy: PolicySnapshot };
}
