import { useTitle } from '~/ui/use-title.ts';
import { EmailPart } from './email-part.tsx';
import { PasswordPart } from './password-part.tsx';
import { ProfilePart } from './profile-part.tsx';
import { SessionsPart } from './sessions-part.tsx';

/** What is the person's own, in whatever workspace they are. */
export function AccountPage() {
  useTitle('Your account');
  return (
    <div className="mx-auto grid max-w-3xl gap-6 px-6 py-8 max-sm:px-4 max-sm:py-5">
      <h1 className="text-xl font-semibold tracking-tight">Your account</h1>
      <ProfilePart />
      <EmailPart />
      <PasswordPart />
      <SessionsPart />
    </div>
  );
}
