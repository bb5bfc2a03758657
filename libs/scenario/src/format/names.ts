import { z } from 'zod';
import type { Zone } from '@caseward/domain';
import type { Cast } from './cast.js';
import { momentSchema } from './expectation.js';
import { instantOf } from './moments.js';

type Kind = 'person' | 'owner' | 'organisation' | 'either' | 'moment';

/** Payload fields that hold ids; a file writes the names of people and organisations there. */
const NAMED: Readonly<Record<string, Kind>> = {
  owner: 'owner',
  to: 'owner',
  providerId: 'person',
  chairId: 'person',
  memberId: 'person',
  ownerId: 'person',
  /** Of a complaint, and of an SOP. */
  concerned: 'person',
  participants: 'organisation',
  leftOut: 'organisation',
  toAgencyId: 'organisation',
  providerAgencyId: 'organisation',
  organisationId: 'organisation',
  /** PLAN-3: a person or an organisation. */
  responsible: 'either',
  /** When an incident happened: local to the policy's zone, as every moment of a file. */
  at: 'moment',
};

export const castNameSchema = z.string().min(1).meta({ description: 'A name of the cast.' });
const organisationName = z.string().min(1).meta({ description: 'The name of an agency or another organisation.' });
const eitherName = z.string().min(1).meta({ description: 'A name of the cast, or of an organisation.' });
const SCHEMAS: Readonly<Record<Kind, z.ZodType>> = {
  person: castNameSchema,
  owner: castNameSchema,
  organisation: organisationName,
  either: eitherName,
  moment: momentSchema,
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namedType(field: string, type: z.core.$ZodType): z.core.$ZodType {
  if (type instanceof z.ZodExactOptional) return z.exactOptional(namedType(field, type.unwrap()));
  if (type instanceof z.ZodOptional) return z.optional(namedType(field, type.unwrap()));
  const kind = NAMED[field];
  if (kind !== undefined) return SCHEMAS[kind];
  if (type instanceof z.ZodArray) return type.clone({ ...type.def, element: namedType('', type.element) });
  if (type instanceof z.ZodUnion) {
    const options = type.options.map((option) => namedType('', option));
    return type.clone({ ...type.def, options });
  }
  return type instanceof z.ZodObject ? withNames(type) : type;
}

/** The system's own schema with names where it has ids. */
export function withNames(schema: z.ZodObject): z.ZodObject {
  const shape = Object.entries(schema.shape as Readonly<Record<string, z.core.$ZodType>>).map(
    ([field, type]) => [field, namedType(field, type)] as const,
  );
  return schema.clone({ ...schema.def, shape: Object.fromEntries(shape) });
}

export interface Naming {
  readonly cast: Cast;
  readonly zone: Zone;
}

function resolved({ cast, zone }: Naming, kind: Kind, name: string): unknown {
  if (kind === 'moment') return instantOf(zone, name);
  if (kind === 'organisation' || (kind === 'either' && !cast.names.includes(name))) return cast.agencyId(name);
  if (!cast.names.includes(name)) return name;
  return kind === 'owner' ? cast.owner(name) : cast.personId(name);
}

/** Every name and moment of a payload as the system's id or instant. */
export function resolveNames(naming: Naming, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveNames(naming, item));
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([field, item]) => {
    const kind = NAMED[field];
    if (kind !== undefined && Array.isArray(item)) {
      return [field, item.map((name) => resolved(naming, kind, String(name)))] as const;
    }
    const plain = kind === undefined || typeof item !== 'string';
    return [field, plain ? resolveNames(naming, item) : resolved(naming, kind, item)] as const;
  });
  return Object.fromEntries(fields);
}

export interface NameFault {
  readonly path: readonly PropertyKey[];
  readonly name: string;
}

/** People whom a payload names and nobody in the cast is called so. */
export function unknownPeople(
  castNames: readonly string[],
  value: unknown,
  path: readonly PropertyKey[] = [],
): NameFault[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => unknownPeople(castNames, item, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, item]) => {
    const kind = NAMED[field];
    const here = [...path, field];
    if (typeof item !== 'string') return unknownPeople(castNames, item, here);
    const isPerson = kind === 'person' || kind === 'owner';
    return isPerson && !castNames.includes(item) ? [{ path: here, name: item }] : [];
  });
}
