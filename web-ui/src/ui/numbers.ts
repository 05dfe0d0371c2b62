const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export const count = (value: number | null | undefined) => whole.format(value ?? 0);
export const shortCount = (value: number | null | undefined) => compact.format(value ?? 0);

/** Decimal strings are money: shown from their digits, never through binary floating point. */
export function money(amount: string | null | undefined): string {
  if (amount === null || amount === undefined) return '–';
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) return `$${amount}`;
  const [, sign = '', units = '0', fraction = ''] = match;
  const grouped = units.replace(/\B(?=(\d{3})+$)/g, ',');
  const digits = fraction.replace(/0+$/, '');
  const tiny = units === '0' && digits.startsWith('00');
  const kept = units.length > 2 ? 2 : tiny ? Math.max(4, digits.search(/[1-9]/) + 2) : 4;
  // Cut, not rounded: never more than was charged. Two places or four, so that columns stand in line.
  const shown = digits.slice(0, kept).replace(/0+$/, '');
  return `${sign}$${grouped}.${shown.padEnd(shown.length > 2 ? 4 : 2, '0')}`;
}

/** For lengths of bars only. */
export const magnitude = (amount: string) => Number.parseFloat(amount) || 0;
