import { Link } from '@tanstack/react-router';
import { Empty } from '~/ui/states.tsx';

export function NotFoundPage() {
  return (
    <main className="mx-auto max-w-xl p-8">
      <h1 className="sr-only">Not found</h1>
      <Empty
        title="There is nothing at this address"
        action={
          <Link to="/" className="font-medium text-accent underline underline-offset-2">
            Go to your projects
          </Link>
        }
      >
        The link may be old, or it belongs to a workspace you are not a member of.
      </Empty>
    </main>
  );
}
