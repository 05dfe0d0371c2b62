import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { FlaskConical } from 'lucide-react';
import { providersQuery } from '~/api/queries.ts';
import type { Provider } from '~/api/types.ts';
import { healthWords } from '~/api/words.ts';
import { amount } from '~/ui/numbers.ts';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { plain } from '~/ui/unseen.ts';
import { useTitle } from '~/ui/use-title.ts';
import { UserText } from '~/ui/user-text.tsx';

/** Who answers the agents: health, models, and what they charge for a million tokens. */
export function ProvidersPage() {
  const providers = useQuery({ ...providersQuery, refetchInterval: 30_000 });
  useTitle('Providers');
  return (
    <div className="mx-auto grid max-w-5xl gap-5 px-6 py-8 max-sm:px-4 max-sm:py-5">
      <header>
        <h1 className="text-xl font-semibold tracking-tight">Providers</h1>
        <p className="text-sm text-ink-soft">
          The models that agents may ask, whether they answer now, and what they charge for a million tokens.
        </p>
      </header>
      {providers.isPending ? (
        <Skeleton lines={8} label="Loading providers" />
      ) : providers.isError && !providers.data ? (
        <Failed error={providers.error} onRetry={() => void providers.refetch()} />
      ) : providers.data.items.length === 0 ? (
        <Empty title="No provider is set up">Give the stack a key of OpenAI, Anthropic or Google, and its models appear here.</Empty>
      ) : (
        <ul className="grid gap-4">
          {providers.data.items.map((provider) => (
            <ProviderItem key={provider.id} provider={provider} />
          ))}
        </ul>
      )}
    </div>
  );
}

function ProviderItem({ provider }: { provider: Provider }) {
  const well = /^(up|healthy|ok|closed|available)$/i.test(provider.health);
  return (
    <li aria-label={plain(provider.name)} className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5">
        <h2 className="font-semibold">
          <UserText text={provider.name} />
        </h2>
        <span className={clsx('inline-flex items-center gap-1.5 text-xs', well ? 'text-good' : 'text-wait')}>
          <span aria-hidden className={clsx('size-2 bg-current', well && 'rounded-full')} />
          {healthWords(provider.health)}
        </span>
        {provider.simulated && (
          <span className="inline-flex items-center gap-1 rounded bg-wait-soft px-1.5 text-2xs leading-5 text-wait">
            <FlaskConical aria-hidden size={11} /> Simulated
          </span>
        )}
      </div>
      <div
        role="group"
        aria-label={`Models and prices of ${plain(provider.name)}`}
        tabIndex={0}
        className="relative overflow-x-auto -outline-offset-2"
      >
        <table aria-label={`Models of ${plain(provider.name)}`} className="tabular w-full text-sm">
          <thead>
            <tr className="text-left text-2xs text-ink-faint">
              <th scope="col" className="px-4 py-1.5 font-medium">
                Model
              </th>
              <th scope="col" className="px-4 py-1.5 text-right font-medium">
                In
              </th>
              <th scope="col" className="px-4 py-1.5 text-right font-medium">
                Out
              </th>
            </tr>
          </thead>
          <tbody>
            {provider.models.map((model) => (
              <tr key={model.id} className="border-t border-line">
                <th scope="row" className="px-4 py-1.5 text-left font-mono text-xs font-normal">
                  <UserText text={model.name ?? model.id} />
                </th>
                <td className="px-4 py-1.5 text-right">{amount(model.inputPrice)}</td>
                <td className="px-4 py-1.5 text-right">{amount(model.outputPrice)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </li>
  );
}
