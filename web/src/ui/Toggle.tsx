// A switch with its caption.

export interface ToggleProps {
  on: boolean;
  onChange(on: boolean): void;
  children: string;
  /** Why it cannot be switched now. */
  why?: string | undefined;
}

export function Toggle({ on, onChange, children, why }: ToggleProps) {
  return (
    <button
      type="button"
      role="switch"
      className="toggle"
      aria-checked={on}
      aria-disabled={why !== undefined || undefined}
      aria-description={why}
      data-tip={why}
      onClick={() => why === undefined && onChange(!on)}
    >
      {children}
    </button>
  );
}
