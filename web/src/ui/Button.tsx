// A button. One that may not be pressed stays reachable, is grey, and says why.
import type { ButtonHTMLAttributes } from 'react';
import { Icon, type IconName } from './Icon';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger' | undefined;
  small?: boolean;
  icon?: IconName;
  /** Why it cannot be pressed now; it can where there is no reason. */
  why?: string | undefined;
  /** What it is, where it shows an icon only: its name for screen readers, and its tooltip. */
  label?: string;
  pressed?: boolean | undefined;
}

export function Button({ look = 'plain', small, icon, why, label, pressed, onClick, ...rest }: ButtonProps) {
  const classes = ['button', `button-${look}`];
  if (small) classes.push('button-small');
  if (label !== undefined && !rest.children) classes.push('button-icon');
  if (rest.className) classes.push(rest.className);
  const tip = why ?? (rest.children ? rest.title : label);
  return (
    <button
      type="button"
      {...rest}
      title={undefined}
      className={classes.join(' ')}
      aria-label={label ?? rest['aria-label']}
      aria-pressed={pressed}
      aria-disabled={why !== undefined || undefined}
      aria-description={why ?? (rest.children ? rest.title : undefined)}
      data-tip={tip}
      onClick={why === undefined ? onClick : stop}
    >
      {icon && <Icon name={icon} />}
      {rest.children}
    </button>
  );
}

function stop(event: { preventDefault(): void }): void {
  event.preventDefault();
}
