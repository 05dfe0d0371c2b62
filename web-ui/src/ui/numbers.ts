const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export const count = (value: number | null | undefined) => whole.format(value ?? 0);
/** A file's size, as file managers tell it. */
export function fileSize(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB'];
  const power = Math.min(units.length, Math.floor(Math.log2(bytes) / 10));
  const size = bytes / 1_024 ** power;
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[power - 1]}`;
}

export const shortCount = (value: number | null | undefined) => compact.format(value ?? 0);

/**
 * What was charged. Decimal strings are money: shown from their digits, never through binary floating point. Two places from
 * one dollar on and four below, so that columns stand in line; less than a hundredth of a cent keeps its first two digits.
 * Cut, not rounded: never more than was charged.
 */
export function money(amount: string | null | undefined): string {
  if (amount === null || amount === undefined) return '–';
  const parts = digitsOf(amount);
  if (!parts) return `$${amount}`;
  const { sign, units, digits } = parts;
  if (units !== '0' || digits === '') return `${sign}$${grouped(units)}.${digits.slice(0, 2).padEnd(2, '0')}`;
  const kept = digits.startsWith('0000') ? digits.search(/[1-9]/) + 2 : 4;
  return `${sign}$0.${digits.slice(0, kept).padEnd(4, '0')}`;
}

/** A limit or a range that somebody named: as few places as it has, and at least two. */
export function amount(named: string | null | undefined): string {
  if (named === null || named === undefined) return '–';
  const parts = digitsOf(named);
  return parts ? `${parts.sign}$${grouped(parts.units)}.${parts.digits.padEnd(2, '0')}` : `$${named}`;
}

function digitsOf(amount: string): { sign: string; units: string; digits: string } | undefined {
  const match = /^(-?)0*(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) return undefined;
  const [, sign = '', units = '0', fraction = ''] = match;
  return { sign, units, digits: fraction.replace(/0+$/, '') };
}

const grouped = (units: string) => units.replace(/\B(?=(\d{3})+$)/g, ',');

/** For lengths of bars only. */
export const magnitude = (amount: string) => Number.parseFloat(amount) || 0;
