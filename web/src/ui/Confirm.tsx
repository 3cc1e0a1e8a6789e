// Asks once more before something that nothing brings back.
import { Button } from './Button';
import { Dialog } from './Dialog';
import type { IconName } from './Icon';

export interface ConfirmProps {
  title: string;
  text: string;
  /** What the button says that does it. */
  deed: string;
  icon?: IconName;
  onDo(): void;
  onClose(): void;
}

export function Confirm({ title, text, deed, icon = 'trash', onDo, onClose }: ConfirmProps) {
  const act = () => {
    onClose();
    onDo();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div className="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" icon={icon} onClick={act}>
          {deed}
        </Button>
      </div>
    </Dialog>
  );
}
