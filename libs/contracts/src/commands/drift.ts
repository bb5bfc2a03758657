/** Types to compare a schema with the domain's type whatever the notation: no `readonly`, no intersections. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : IsEmpty<T> extends true
      ? { __empty: true }
      : { -readonly [K in keyof T]: Plain<T[K]> };

/** `{}` and zod's `Record<string, never>` both mean: no field. */
type IsEmpty<T> = [keyof T] extends [never]
  ? true
  : string extends keyof T
    ? [T[keyof T]] extends [never]
      ? true
      : false
    : false;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** `true` when both describe exactly the same values, optional fields included. */
export type SameShape<A, B> = Same<Plain<A>, Plain<B>>;

/** Compiles only for `never`; otherwise the compiler names what drifted. */
export type NoneOf<Drifted extends never> = Drifted;
