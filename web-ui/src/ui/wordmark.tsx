/** Three stations on a line: work moves from one to the next. */
export function Wordmark({ small = false }: { small?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg width={small ? 22 : 30} height={small ? 22 : 30} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0d5c53" />
        <path d="M6 16h20" stroke="#7fd6c2" strokeWidth="2.5" strokeLinecap="round" />
        <circle cx="8" cy="16" r="3.4" fill="#fff" />
        <circle cx="16" cy="16" r="3.4" fill="#0d5c53" stroke="#fff" strokeWidth="2.4" />
        <circle cx="24" cy="16" r="3.4" fill="#0d5c53" stroke="#7fd6c2" strokeWidth="2.4" />
      </svg>
      <span className={`font-semibold tracking-tight ${small ? 'text-base max-sm:hidden' : 'text-lg'}`}>AgentWorks</span>
    </span>
  );
}
