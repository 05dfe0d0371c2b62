import { clsx } from 'clsx';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  label: string;
  align?: 'start' | 'end';
  onOpenChange?: (open: boolean) => void;
  open?: boolean;
}

export function Menu({ trigger, children, label, align = 'end', ...rest }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} {...rest}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-40 max-h-(--radix-dropdown-menu-content-available-height) max-w-[min(26rem,calc(100vw-1rem))] min-w-48 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-sm text-ink shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const item =
  'flex min-h-8 w-full items-center gap-2 rounded-md px-2.5 py-1 outline-none select-none data-highlighted:bg-hover data-disabled:text-ink-faint';

export function MenuItem({
  onSelect,
  children,
  disabled,
  className,
}: {
  onSelect: () => void;
  children: ReactNode;
  disabled?: boolean;
  className?: string;
}) {
  return (
    <DropdownMenu.Item {...(disabled ? { disabled } : {})} onSelect={onSelect} className={clsx(item, 'cursor-pointer', className)}>
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuChoices<T extends string>({
  label,
  value,
  choices,
  onChoose,
}: {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoose: (value: T) => void;
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(chosen) => onChoose(chosen as T)} aria-label={label}>
      <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs text-ink-faint">{label}</DropdownMenu.Label>
      {choices.map(([choice, words]) => (
        <DropdownMenu.RadioItem key={choice} value={choice} className={clsx(item, 'cursor-pointer justify-between')}>
          {words}
          <DropdownMenu.ItemIndicator>
            <span aria-hidden>✓</span>
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs text-ink-faint">{children}</DropdownMenu.Label>;
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
