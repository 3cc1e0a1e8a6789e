// A caption with its input.
import type { InputHTMLAttributes } from 'react';

export interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
}

export function Field({ label, className, ...input }: FieldProps) {
  return (
    <label className={`field ${className ?? ''}`}>
      <span>{label}</span>
      <input className="input" {...input} />
    </label>
  );
}
