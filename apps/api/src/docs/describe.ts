import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

/** What the description of the API says about a route besides its address, parameters and access. */
export interface RouteDescription {
  readonly summary: string;
  readonly tag: string;
  readonly description?: string;
  /** Body of the ordinary answer; none for an answer that is not JSON. */
  readonly answer?: z.ZodType;
  readonly status?: number;
  /** Media type, when it is not JSON. */
  readonly mediaType?: string;
  /** Further answers, with what they are for: refusals as pages of this media type; who is led elsewhere gets no body. */
  readonly pages?: Readonly<Record<number, string>>;
  /** Media types of a body that is not JSON. */
  readonly takes?: readonly string[];
  /** When it may answer 503 with the same body. */
  readonly notReady?: string;
  /** Further problems, beside those that follow from the access. */
  readonly problems?: readonly number[];
}

export const ROUTE_DESCRIPTION = 'caseward:description';

export const Describe = (description: RouteDescription): MethodDecorator => SetMetadata(ROUTE_DESCRIPTION, description);
