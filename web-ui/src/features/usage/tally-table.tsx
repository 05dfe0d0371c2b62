import { useId } from 'react';
import type { Tally } from '~/api/types.ts';
import { SimulatedTag } from '~/features/agent/simulated.tsx';
import { count, magnitude, money } from '~/ui/numbers.ts';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';

interface TallyTableProps {
  title: string;
  tallies: Record<string, Tally>;
  nameOf?: (key: string) => string;
  order?: 'price' | 'name';
  /** Whether the figures of this row were made by the simulator. */
  simulated?: (key: string) => boolean;
}

export function TallyTable({ title, tallies, nameOf = (key) => key, order = 'price', simulated }: TallyTableProps) {
  const heading = useId();
  const rows = Object.entries(tallies).sort(([a, left], [b, right]) =>
    order === 'name' ? b.localeCompare(a) : magnitude(right.price) - magnitude(left.price) || a.localeCompare(b),
  );
  return (
    <section className="grid content-start gap-2">
      <h2 id={heading} className="text-sm font-semibold">
        {title}
      </h2>
      <div
        role="group"
        aria-labelledby={heading}
        tabIndex={0}
        className="relative overflow-x-auto rounded-lg border border-line bg-surface"
      >
        <table aria-labelledby={heading} className="tabular w-full text-xs">
          <thead>
            <tr className="border-b border-line text-left text-2xs text-ink-faint">
              <th scope="col" className="px-2.5 py-1.5 font-medium">
                {title.replace('By ', '').replace(/^./, (letter) => letter.toUpperCase())}
              </th>
              {['Calls', 'In', 'Out', 'Cost', 'Price'].map((column) => (
                <th key={column} scope="col" className="px-2.5 py-1.5 text-right font-medium whitespace-nowrap">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, tally]) => (
              <tr key={key} className="border-b border-line last:border-0">
                <th scope="row" className="max-w-52 truncate px-2.5 py-1.5 text-left font-normal" title={plain(nameOf(key))}>
                  <UserText text={nameOf(key)} /> {simulated?.(key) && <SimulatedTag />}
                </th>
                <td className="px-2.5 py-1.5 text-right">{count(tally.calls)}</td>
                <td className="px-2.5 py-1.5 text-right">{count(tally.inputTokens)}</td>
                <td className="px-2.5 py-1.5 text-right">{count(tally.outputTokens)}</td>
                <td className="px-2.5 py-1.5 text-right text-ink-soft">{money(tally.cost)}</td>
                <td className="px-2.5 py-1.5 text-right font-medium">{money(tally.price)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
