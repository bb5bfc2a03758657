import { InvalidArgumentError } from 'commander';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Simulated time in a real second: `1d` is a day a second, `90` ninety seconds a second. */
export function readSpeed(text: string): number {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)([smhd])?$/.exec(text) ?? [];
  const speed = Number(amount) * (SECONDS[unit] ?? 1);
  if (Number.isFinite(speed) && speed > 0) return speed;
  throw new InvalidArgumentError('give simulated time in a real second, such as 12h or 1d.');
}

export function speedText(speed: number): string {
  const [unit, seconds] = Object.entries(SECONDS).findLast(([, size]) => speed >= size) ?? ['s', 1];
  return `${Number((speed / seconds).toFixed(2))} ${unit} in a second`;
}
