import type { Tally } from '~/api/types.ts';
import { magnitude, money } from '~/ui/numbers.ts';
import { daysOf } from './period.ts';

const short = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** One bar a day. The same figures stand in the table below, which is what a screen reader is sent to. */
export function DayChart({ byDay, from, to }: { byDay: Record<string, Tally>; from: string; to: string }) {
  const days = daysOf(from, to);
  const price = (day: string) => byDay[day]?.price ?? '0';
  const highest = days.reduce((top, day) => (magnitude(price(day)) > magnitude(top) ? price(day) : top), '0');
  const dearest = days.find((day) => price(day) === highest) ?? days[0] ?? '';
  const top = magnitude(highest) || 1;
  const width = 960;
  const height = 120;
  const step = width / days.length;
  return (
    <figure className="rounded-lg border border-line bg-surface p-4">
      <figcaption className="mb-3 flex justify-between text-xs text-ink-faint">
        <span className="font-semibold">Price by day</span>
        <span className="tabular">most {money(highest)}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={`Price by day. The highest is ${money(highest)} on ${short.format(new Date(`${dearest}T00:00:00Z`))}. All figures are in the table By day.`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-32 w-full"
      >
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
        {days.map((day, index) => {
          const size = magnitude(price(day));
          const tall = size === 0 ? 0 : Math.max(2, (size / top) * (height - 6));
          return (
            <g key={day}>
              <title>{`${short.format(new Date(`${day}T00:00:00Z`))}: ${money(price(day))}`}</title>
              <rect x={index * step} y={0} width={step} height={height} fill="transparent" />
              <rect x={index * step + step * 0.15} y={height - tall} width={step * 0.7} height={tall} fill="var(--accent)" />
            </g>
          );
        })}
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-2xs text-ink-faint">
        {[days[0], days[Math.floor(days.length / 2)], days.at(-1)].map(
          (day, index) => day && <span key={index}>{short.format(new Date(`${day}T00:00:00Z`))}</span>,
        )}
      </div>
    </figure>
  );
}
