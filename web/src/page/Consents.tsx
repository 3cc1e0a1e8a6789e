// A plugin wants a page to be opened: the presenter decides, with a click of their own.
import { useCell } from './cell';
import { useDesk } from './desk';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';

export function Consents() {
  const desk = useDesk();
  const [consent] = useCell(desk.consents);
  if (!consent) return null;
  const done = () => desk.answered(consent.id);
  return (
    <Dialog key={consent.id} title={`${consent.from} wants to open a page`} onClose={done}>
      <p>
        It is at <strong>{consent.host}</strong>, and opens in a tab of your own:
      </p>
      <p className="consent-url">{consent.url}</p>
      <div className="dialog-actions">
        <Button onClick={done}>Don’t open</Button>
        {isWeb(consent.url) ? (
          <a className="button button-primary" href={consent.url} target="_blank" rel="noopener noreferrer" onClick={done}>
            <Icon name="external" />
            Open {consent.host}
          </a>
        ) : (
          <Button look="primary" why="Only pages of the web (http, https) are opened.">
            Open
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function isWeb(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
