// A plugin wants a page to be opened: the presenter decides, with a click of their own. The room keeps what waits for them.
import { useDesk } from './desk';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { useRoom } from '../room/useRoom';

export function Consents() {
  const desk = useDesk();
  const wanted = useRoom((state) => (state.isPresenter ? state.wanted_urls[0] : undefined));
  const from = useRoom((state) => state.sessions.find((session) => session.id === wanted?.session)?.name ?? 'A plugin');
  if (!wanted) return null;
  const done = () => void desk.act({ do: 'dismiss_url', url: wanted.id });
  return (
    <Dialog key={wanted.id} title={`${from} wants to open a page`} onClose={done}>
      <p>
        It is at <strong>{wanted.host}</strong>, and opens in a tab of your own:
      </p>
      <p className="consent-url">{wanted.url}</p>
      <div className="dialog-actions">
        <Button onClick={done}>Don’t open</Button>
        {isWeb(wanted.url) ? (
          <a className="button button-primary" href={wanted.url} target="_blank" rel="noopener noreferrer" onClick={done}>
            <Icon name="external" />
            Open {wanted.host}
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
