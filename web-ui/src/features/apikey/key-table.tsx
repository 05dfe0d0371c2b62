import type { ApiKey } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { Ago, useNow } from '~/ui/clock.tsx';
import { ago, moment } from '~/ui/times.ts';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { scopeLabels } from './scope-labels.ts';

const heads = ['Name', 'Key', 'May', 'Last used', 'Expires'];

export function KeyTable({ keys, onRevoke }: { keys: ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  return (
    <div
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
      role="region"
      aria-label="API keys of the workspace"
      tabIndex={0}
    >
      <table aria-label="API keys" className="tabular w-full text-sm">
        <thead>
          <tr className="text-left text-2xs text-ink-faint">
            {heads.map((head) => (
              <th key={head} scope="col" className="px-4 py-1.5 font-medium">
                {head}
              </th>
            ))}
            <th scope="col" className="px-4 py-1.5">
              <span className="sr-only">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={() => onRevoke(key)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  return (
    <tr className="border-t border-line">
      <th scope="row" className="px-4 py-2 text-left font-medium">
        <span className="block max-w-64 min-w-32 wrap-anywhere">
          <UserText text={apiKey.name} />
          <span className="block text-xs font-normal text-ink-faint">
            by <UserText text={apiKey.createdBy.name} />
          </span>
        </span>
      </th>
      <td className="px-4 py-2 font-mono text-xs">{apiKey.prefix}…</td>
      <td className="px-4 py-2">
        <ul className="flex flex-wrap gap-1">
          {apiKey.scopes.map((scope) => (
            <li key={scope} title={scopeLabels[scope].hint} className="rounded bg-hover px-1.5 text-2xs leading-5 text-ink-soft">
              {scopeLabels[scope].name}
            </li>
          ))}
        </ul>
      </td>
      <td className="px-4 py-2 whitespace-nowrap text-ink-soft">{apiKey.lastUsedAt ? <Ago at={apiKey.lastUsedAt} /> : 'never'}</td>
      <td className="px-4 py-2 whitespace-nowrap text-ink-soft">{apiKey.expiresAt ? <Expiry at={apiKey.expiresAt} /> : 'never'}</td>
      <td className="px-4 py-2 text-right">
        <Button kind="danger" aria-label={`Revoke ${plain(apiKey.name)}`} onClick={onRevoke}>
          Revoke
        </Button>
      </td>
    </tr>
  );
}

function Expiry({ at }: { at: string }) {
  const over = new Date(at).getTime() <= useNow(60_000);
  return (
    <time dateTime={at} title={moment(at)} className={over ? 'text-bad' : undefined}>
      {over ? 'expired' : ago(at)}
    </time>
  );
}
